"""Read a row of people or units: cleaned values, and what is wrong with the others."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.choices import EmployeeKind, EmploymentKind, FunctionalGrade, PositionKind
from accounts.rules.indonesian_dates import read_birth_date
from accounts.rules.nip import InvalidNip
from accounts.rules.person_names import split_titles
from accounts.rules.position_guess import grade_in, kind_of_eselon
from accounts.rules.rank_cells import read_rank
from accounts.rules.roster_headers import header_words
from accounts.rules.spreadsheet_cells import (
    NipNotText,
    clean_text,
    nip_from_cell,
    nip_inside,
    phone_from_cell,
    sex_from_cell,
    yes_or_no,
)
from accounts.services.employee_import.cells import Reader
from accounts.services.employee_import.workbook import UnknownFormula

KINDS = {
    "asn": EmployeeKind.ASN,
    "pegawai asn": EmployeeKind.ASN,
    "pegawai": EmployeeKind.ASN,
} | dict.fromkeys(
    ("pejabat tanpa nip", "pejabat", "tanpa nip", "non asn", "pejabat negara"),
    EmployeeKind.OFFICIAL,
)


EMPLOYMENTS = {
    "pns": EmploymentKind.PNS, "pegawai negeri sipil": EmploymentKind.PNS, "aktif": EmploymentKind.PNS,
    "cpns": EmploymentKind.CPNS, "calon pns": EmploymentKind.CPNS,
    "pppk": EmploymentKind.PPPK, "p3k": EmploymentKind.PPPK, "pppk penuh waktu": EmploymentKind.PPPK,
    "pppk paruh waktu": EmploymentKind.PPPK_PART_TIME, "p3k paruh waktu": EmploymentKind.PPPK_PART_TIME,
    "paruh waktu": EmploymentKind.PPPK_PART_TIME, "pppk pw": EmploymentKind.PPPK_PART_TIME,
}  # fmt: skip


POSITION_KINDS = {
    "jpt utama": PositionKind.JPT_UTAMA, "jpt madya": PositionKind.JPT_MADYA,
    "jpt pratama": PositionKind.JPT_PRATAMA, "pimpinan tinggi pratama": PositionKind.JPT_PRATAMA,
    "administrator": PositionKind.ADMINISTRATOR, "pengawas": PositionKind.PENGAWAS,
    "pelaksana": PositionKind.PELAKSANA, "fungsional umum": PositionKind.PELAKSANA, "jfu": PositionKind.PELAKSANA,
    "fungsional": PositionKind.FUNCTIONAL, "jf": PositionKind.FUNCTIONAL, "jft": PositionKind.FUNCTIONAL,
    "jabatan fungsional": PositionKind.FUNCTIONAL, "fungsional tertentu": PositionKind.FUNCTIONAL,
    "jabatan administrator": PositionKind.ADMINISTRATOR, "jabatan pengawas": PositionKind.PENGAWAS,
    "jabatan pelaksana": PositionKind.PELAKSANA, "jabatan pimpinan tinggi pratama": PositionKind.JPT_PRATAMA,
}  # fmt: skip


UNDECIDED = {
    "struktural",
    "manajerial",
    "nonmanajerial",
    "non manajerial",
    "jpt",
    "pimpinan tinggi",
}


GRADES = {header_words(value.replace("_", " ")): value for value in FunctionalGrade.values}


OUTSIDE = {"luar sistem", "di luar sistem", "luar", "luar selaras"}


CELL_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")


def read_person(line, table):
    """Return (data, problems) of a row of people."""
    reader = Reader(dict(line.cells), table.column_names, table.is_1904)
    drop_unreadable(reader)
    read_identity(reader)
    reader.word("employment_kind", EMPLOYMENTS, "PNS, CPNS, PPPK, PPPK paruh waktu")
    read_service(reader)
    for name in ("unit_code", "unit_name", "office", "job_position", "eselon"):
        reader.text(name)
    read_post(reader)
    read_contact(reader)
    read_supervisor(reader)
    return reader.data, reader.problems


def read_unit(line, table):
    """Return (data, problems) of a row of units."""
    reader = Reader(dict(line.cells), table.column_names, table.is_1904)
    drop_unreadable(reader)
    for name in ("code", "name", "parent"):
        reader.text(name)
    reader.date("from_date")
    answered = {found["column"] for found in reader.problems}
    for name in ("code", "name"):
        if name not in reader.data and reader.column(name) not in answered:
            reader.complain(f"unit_{name}_missing", name)
    return reader.data, reader.problems


def drop_unreadable(reader):
    """Answer formulas without a value and errors of the spreadsheet, and read on without them."""
    for name, value in list(reader.cells.items()):
        if name == "number":
            continue
        if isinstance(value, UnknownFormula):
            reader.complain("formula", name)
            del reader.cells[name]
        elif isinstance(value, str) and CELL_ERROR.fullmatch(value.strip()):
            reader.complain("error_value", name)
            del reader.cells[name]


def read_identity(reader):
    """Read kind, NIP and name with titles."""
    reader.word("kind", KINDS, "ASN, pejabat tanpa NIP")
    if "name_nip" in reader.cells:
        split_name_and_nip(reader)
    read_nip(reader)
    before, name, after = split_titles(clean_text(reader.cells.get("name")))
    reader.keep("name", name)
    reader.keep("title_before", clean_text(reader.cells.get("title_before")) or before)
    reader.keep("title_after", clean_text(reader.cells.get("title_after")).lstrip(", ") or after)
    unread = {found["column"] for found in reader.problems}
    if not name and reader.column("name") not in unread:
        reader.complain("name_missing", "name")


def split_name_and_nip(reader):
    """Take name and NIP out of the one cell that holds both."""
    name, nip = nip_inside(clean_text(reader.cells.pop("name_nip")))
    reader.cells.setdefault("name", name)
    reader.cells.setdefault("nip", nip)
    for part in ("name", "nip"):
        reader.columns.setdefault(part, reader.columns["name_nip"])


def read_nip(reader):
    """Read the NIP, or say what is wrong with it; officials have none."""
    is_official = reader.data.get("kind") == EmployeeKind.OFFICIAL
    try:
        nip = nip_from_cell(reader.cells.get("nip"))
    except NipNotText:
        reader.complain("nip_number", "nip")
    except InvalidNip as error:
        digits = sum(letter.isdigit() for letter in clean_text(reader.cells.get("nip")))
        reader.complain(f"nip_{error.code}", "nip", digits=digits)
    else:
        reader.keep("nip", nip)
        if is_official and nip:
            reader.complain("official_has_nip", "nip")
        unread = {found["column"] for found in reader.problems}
        if not is_official and not nip and reader.column("nip") not in unread:
            reader.complain("nip_missing", "nip")


def read_service(reader):
    """Read the rank, its date and the date of birth."""
    if text := clean_text(reader.cells.get("rank")):
        try:
            reader.data["rank"] = read_rank(text)
        except ValueError:
            reader.complain("rank_unknown", "rank")
    reader.date("rank_since_date")
    reader.date("birth_date", read_birth_date)
    try:
        reader.keep("sex", sex_from_cell(reader.cells.get("sex")))
    except ValueError:
        reader.complain("choice", "sex", words="L, P")


def read_post(reader):
    """Read kind, grade and class of the position, since when, and whether it leads the unit."""
    read_position_kind(reader)
    if text := clean_text(reader.cells.get("functional_grade")):
        grade = grade_in(text) or GRADES.get(header_words(text), "")
        if grade:
            reader.data["functional_grade"] = grade
        else:
            reader.complain(
                "choice", "functional_grade", words="Ahli Pertama, Ahli Muda, Mahir, ..."
            )
    read_class(reader)
    reader.date("position_since_date")
    try:
        reader.keep("is_head", yes_or_no(reader.cells.get("is_head")))
    except ValueError:
        reader.complain("choice", "is_head", words="ya, tidak")


def read_position_kind(reader):
    """Read the kind of position from its own column, or from that of the echelon; each may hold both."""
    text = clean_text(reader.cells.get("position_kind"))
    echelon = clean_text(reader.cells.get("eselon"))
    if kind := kind_of_eselon(text):
        reader.data["position_kind"] = kind
    elif header_words(text) not in UNDECIDED:
        shown = "JPT Pratama, Administrator, Pengawas, Pelaksana, Fungsional"
        reader.word("position_kind", POSITION_KINDS, shown)
    if not text and header_words(echelon) in POSITION_KINDS:
        reader.data["position_kind"] = POSITION_KINDS[header_words(echelon)].value


def read_class(reader):
    """Read the job class, a number from 1 to 17."""
    text = clean_text(reader.cells.get("job_class"))
    if text.isdecimal() and 1 <= int(text[:4]) <= 17:
        reader.data["job_class"] = int(text)
    elif text:
        reader.complain("class_unknown", "job_class")


def read_contact(reader):
    """Read e-mail and phone."""
    email = clean_text(reader.cells.get("email")).replace(" ", "")
    try:
        if email:
            validate_email(email)
        reader.keep("email", email)
    except ValidationError:
        reader.complain("email", "email")
    if clean_text(reader.cells.get("phone")):
        phone = phone_from_cell(reader.cells.get("phone"))
        if 8 <= len(phone) <= 20:
            reader.data["phone"] = phone
        else:
            reader.complain("phone", "phone")
    is_official = reader.data.get("kind") == EmployeeKind.OFFICIAL
    if is_official and not email:
        reader.complain("official_email_missing", "email")


def read_supervisor(reader):
    """Read whom the person reports to: a NIP, an e-mail, a name, or LUAR SISTEM."""
    value = reader.cells.get("supervisor")
    text = clean_text(value)
    if header_words(text) in OUTSIDE:
        reader.data["supervisor"] = {"outside": True}
    elif "@" in text:
        reader.data["supervisor"] = {"email": text.replace(" ", "").lower()}
    elif text and not any(letter.isdigit() for letter in text):
        reader.data["supervisor"] = {"name": split_titles(text)[1]}
    elif text:
        read_supervisor_nip(reader, value)
    elif name := clean_text(reader.cells.get("supervisor_name")):
        reader.data["supervisor"] = {"name": split_titles(name)[1]}


def read_supervisor_nip(reader, value):
    """Read the NIP of the supervisor, behind a name if there is one."""
    try:
        if isinstance(value, str):
            value = nip_inside(clean_text(value))[1] or value
        reader.data["supervisor"] = {"nip": nip_from_cell(value)}
    except NipNotText:
        reader.complain("nip_number", "supervisor")
    except InvalidNip as error:
        digits = sum(letter.isdigit() for letter in clean_text(value))
        reader.complain(f"nip_{error.code}", "supervisor", digits=digits)
