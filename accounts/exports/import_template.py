"""The template of the import: guidance, units and people with sample rows and lists to choose from."""

from django.utils.translation import gettext as _
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from accounts.exports.spreadsheet import WRAP, add_sheet, new_workbook, saved
from accounts.rules.ranks import PPPK_GRADES, RANKS
from accounts.services.employee_import.samples import SAMPLE_PEOPLE, SAMPLE_UNITS

UNIT_HEADERS = ("Kode", "Nama", "Kode induk", "Berlaku mulai")
PERSON_HEADERS = (
    "NIP", "Nama", "Gelar depan", "Gelar belakang", "Jenis", "Status", "Golongan", "TMT golongan", "Kode unit",
    "Jabatan", "Jenis jabatan", "Jenjang", "Kelas jabatan", "TMT jabatan", "Kepala unit", "NIP atasan",
    "E-mail", "HP", "Tanggal lahir", "L/P",
)  # fmt: skip
WIDTHS = {"NIP": 24, "Nama": 32, "Jabatan": 36, "NIP atasan": 24, "E-mail": 30, "HP": 18}
LISTS = {
    "Jenis": ("ASN", "pejabat tanpa NIP"),
    "Status": ("PNS", "CPNS", "PPPK", "PPPK paruh waktu"),
    "Jenis jabatan": (
        "JPT Utama", "JPT Madya", "JPT Pratama", "Administrator", "Pengawas", "Pelaksana", "Fungsional",
    ),
    "Jenjang": (
        "Pemula", "Terampil", "Mahir", "Penyelia", "Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama",
    ),
    "Kepala unit": ("ya", "tidak"),
    "L/P": ("L", "P"),
}  # fmt: skip
RANK_LIST = "Daftar"
LAST_ROW = 25_000
TEXT_ROWS = 500


def template_workbook():
    """Return the template as bytes."""
    book = new_workbook()
    add_guidance(book)
    add_sheet(book, "Unit", UNIT_HEADERS, SAMPLE_UNITS, {"Nama": 40})
    people = add_sheet(book, "Pegawai", PERSON_HEADERS, SAMPLE_PEOPLE, WIDTHS)
    add_lists(book, people)
    keep_text(people)
    book.active = book.sheetnames.index("Pegawai")
    return saved(book)


def add_guidance(book):
    """Add the sheet that explains the columns."""
    sheet = add_sheet(
        book, "Petunjuk", ("Kolom", "Cara mengisi"), guidance(), {"Kolom": 24, "Cara mengisi": 100}
    )
    for cells in sheet.iter_rows(min_row=2):
        cells[0].font = Font(bold=True)
        cells[1].alignment = WRAP


def guidance():
    """Return (column, how to fill it in)."""
    return (
        ("Pegawai", _("One row per person. An empty cell changes nothing that Selaras already knows.")),
        ("Pegawai", _("The sample rows are left out when you upload the file; you may delete them.")),
        ("NIP", _("18 digits as text. Format the column as text before you paste, or the digits are lost.")),
        ("Nama", _("Without titles; titles have columns of their own.")),
        ("Jenis", _("ASN, or “pejabat tanpa NIP” for a regent, mayor or other official, who needs an e-mail.")),
        ("Status", "PNS, CPNS, PPPK, PPPK paruh waktu"),
        ("Golongan", _("III/c for PNS, IX for PPPK.")),
        ("TMT golongan, TMT jabatan", _("Dates like 28/02/2026 or 28 Februari 2026.")),
        ("Kode unit", _("A code from the sheet Unit, or one that is already in Selaras.")),
        ("Jabatan", _("Without the grade of a functional position, which has the column Jenjang: “Pranata Komputer”.")),
        ("Jenis jabatan, Jenjang", _("Left empty, both are guessed from the position and shown as a guess.")),
        ("Kepala unit", _("“ya” for the one person who leads the unit.")),
        ("NIP atasan", _("The NIP of the supervisor, the e-mail of an official, or LUAR SISTEM.")),
        ("Unit", _("One row per unit: code, name, code of the unit above. Leave the sheet empty if nothing is new.")),
    )  # fmt: skip


def add_lists(book, people):
    """Offer the words of a column as a list."""
    ranks = add_sheet(book, RANK_LIST, ("Golongan",), [(rank,) for rank in (*RANKS, *PPPK_GRADES)])
    ranks.sheet_state = "hidden"
    sources = {header: f'"{",".join(words)}"' for header, words in LISTS.items()}
    sources["Golongan"] = f"{RANK_LIST}!$A$2:$A${ranks.max_row}"
    for header, source in sources.items():
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        letter = people.cell(row=1, column=PERSON_HEADERS.index(header) + 1).column_letter
        rule.add(f"{letter}2:{letter}{LAST_ROW}")
        people.add_data_validation(rule)


def keep_text(people):
    """Format the rows below the samples as text, so that a NIP typed there stays one."""
    for column in range(1, len(PERSON_HEADERS) + 1):
        people.column_dimensions[
            people.cell(row=1, column=column).column_letter
        ].number_format = "@"
        for row in range(2, TEXT_ROWS):
            people.cell(row=row, column=column).number_format = "@"
