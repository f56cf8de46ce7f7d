"""Rosters as offices keep them: no template, only a table somewhere on a sheet."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.choices import ImportAction
from accounts.models import Employee, OrgUnit
from accounts.queries.org_tree import org_tree
from accounts.services.employee_import import read_again
from accounts.tasks.imports import read_import
from tests.accounts.imports.workbooks import (
    EFFECTIVE,
    NEW_NIPS,
    actions,
    apply,
    bring_in,
    codes,
    errors,
    read,
    workbook,
)
from tests.factories.accounts import actor_for, make_org_unit

pytestmark = pytest.mark.django_db

TITLE = [["DAFTAR URUT KEPANGKATAN"], ["PEGAWAI KECAMATAN MELATI"], ["KEADAAN 1 JULI 2026"], []]
HEADER = [
    "NO", "UNIT KERJA", "NAMA LENGKAP", "NIP", "PANGKAT / GOL. RUANG", "TMT", "JABATAN", "TMT",
    "NIP ATASAN LANGSUNG", "L/P", "TEMPAT, TANGGAL LAHIR",
]  # fmt: skip
NUMBERS = [str(number) for number in range(1, 12)]


def spaced(nip):
    """Return a NIP as offices print it."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def roster_row(number, unit, name, position, boss, rank="Penata (III/c)"):
    """Return a row of the roster."""
    nip = NEW_NIPS[number]
    return [
        number + 1, unit, name, spaced(nip), rank, "1 April 2020", position, "2-1-2021", boss,
        "L" if nip[14] == "1" else "P", "Kota Contoh, 12 April 1985",
    ]  # fmt: skip


ROWS = [
    roster_row(
        0, "Kecamatan Melati", "Dr. Rahmat Hidayat, M.Si.", "Camat", "LUAR SISTEM", "Pembina (IV/a)"
    ),
    roster_row(1, "Sekretariat", "Siti Aminah, S.Sos.", "Sekretaris Kecamatan", NEW_NIPS[0]),
    roster_row(2, "Seksi Pemerintahan", "Joko Susilo", "Kepala Seksi Pemerintahan", NEW_NIPS[0]),
    roster_row(
        3, "Seksi Pemerintahan", "Wati", "Pengadministrasi Umum", NEW_NIPS[2], "Pengatur (II/c)"
    ),
    roster_row(4, "Sekretariat", "Tono", "Analis Kebijakan Ahli Muda", NEW_NIPS[1]),
]
SIGNATURES = [
    [],
    [None, None, None, None, None, None, "Kota Contoh, 1 Juli 2026"],
    [None, "Mengetahui,", None, None, None, None, "Camat Melati"],
    [],
    [None, "Kepala Badan", None, None, None, None, "Dr. Rahmat Hidayat, M.Si."],
    [None, "NIP. 19700101 199503 1 001", None, None, None, None, "NIP. 19850412 201003 1 900"],
]


def roster(rows=ROWS, header=HEADER, title=TITLE, below=SIGNATURES, **options):
    """Return the roster of an office."""
    return workbook({"DUK": [*title, header, NUMBERS, *rows, *below]}, **options)


def test_roster_is_read_where_it_stands(office):
    batch = read(roster(), office.dewi)

    table = batch.facts["tables"][0]
    assert (table["header_row"], errors(batch)) == (5, {})
    assert actions(batch) == dict.fromkeys(range(7, 12), ImportAction.NEW)
    assert table["ignored"] == [13, 14, 16, 17]


def test_units_are_offered_with_their_place_and_nothing_else_is_created(office):
    batch = read(roster(), office.dewi)

    offered = [(unit["name"], unit["parent"], unit["people"]) for unit in batch.facts["new_units"]]
    assert offered == [
        ("Kecamatan Melati", "Kota Contoh", 1),
        ("Sekretariat", "Kecamatan Melati", 2),
        ("Seksi Pemerintahan", "Kecamatan Melati", 2),
    ]
    assert OrgUnit.objects.count() == 3


def test_roster_comes_in_as_a_consistent_tree(office):
    bring_in(roster(), office.dewi)

    tree = org_tree(EFFECTIVE)
    tono = Employee.objects.get(nip=NEW_NIPS[4])
    place = tono.assignments.get().org_unit_id
    assert [tree.names[pk] for pk in [place, *tree.ancestors(place)]] == [
        "Sekretariat",
        "Kecamatan Melati",
        "Kota Contoh",
    ]
    assert (tono.functional_grade, tono.rank_since_date) == ("AHLI_MUDA", date(2020, 4, 1))
    assert tono.assignments.get().from_date == date(2021, 1, 2)
    rahmat = Employee.objects.get(nip=NEW_NIPS[0])
    assert rahmat.full_name == "Dr. Rahmat Hidayat, M.Si."
    heads = Employee.objects.filter(assignments__is_head=True, nip__in=NEW_NIPS)
    assert sorted(heads.values_list("nip", flat=True)) == sorted([NEW_NIPS[0], NEW_NIPS[2]])
    assert tono.reporting_lines.get().supervisor.nip == NEW_NIPS[1]


def test_roster_again_is_unchanged(office):
    bring_in(roster(), office.dewi)

    assert set(actions(read(roster(), office.dewi)).values()) == {ImportAction.UNCHANGED}


def test_guesses_are_shown(office):
    batch = read(roster(), office.dewi)

    assert codes(batch.rows.get(number=7)) == [
        "guess_position_kind",
        "guess_employment",
        "guess_head",
    ]


def test_unit_that_looks_like_a_slip_is_not_created_unless_ticked(office):
    make_org_unit("Kecamatan Melati", parent=office.agency, code="20")
    rows = [
        *ROWS[:1],
        roster_row(3, "Kecamatan Melatih", "Wati", "Pengadministrasi Umum", NEW_NIPS[0]),
    ]
    batch = read(roster(rows), office.dewi)
    assert errors(batch) == {8: ["unit_similar"]}
    key = batch.facts["new_units"][0]["key"]

    batch = read_again(
        batch=batch, unit_choices={key: True}, actor=actor_for(office.dewi), at=timezone.now()
    )
    read_import(job_id=batch.job_id)

    batch.refresh_from_db()
    assert errors(batch) == {}
    assert OrgUnit.objects.filter(terms__name="Kecamatan Melatih").count() == 0
    assert apply(batch, office.dewi).applied_at
    assert OrgUnit.objects.filter(terms__name="Kecamatan Melatih").count() == 1


def test_unit_that_is_not_ticked_is_not_created(office):
    batch = read(roster(), office.dewi)
    choices = {unit["key"]: unit["name"] != "Sekretariat" for unit in batch.facts["new_units"]}

    batch = read_again(
        batch=batch, unit_choices=choices, actor=actor_for(office.dewi), at=timezone.now()
    )
    read_import(job_id=batch.job_id)
    batch = apply(batch, office.dewi)

    assert errors(batch) == {8: ["unit_declined"], 11: ["unit_declined"]}
    assert not OrgUnit.objects.filter(terms__name="Sekretariat").exists()
    assert Employee.objects.filter(nip__in=NEW_NIPS).count() == 3


def test_header_of_two_lines_with_merged_cells(office):
    top = [
        "No",
        "Nama",
        "NIP",
        "Pangkat",
        None,
        "Jabatan",
        None,
        "Unit Kerja",
        "Atasan Langsung",
        None,
    ]
    bottom = [None, None, None, "Gol.", "TMT", "Nama", "TMT", None, "Nama", "NIP"]

    def merge(book):
        for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:H2", "I1:J1"):
            book["Data"].merge_cells(area)

    row = [1, "Wati", spaced(NEW_NIPS[0]), "III/b", "01-04-2020", "Pengelola Data", "01-05-2021", "Dinas Contoh",
           "Budi Santoso", None]  # fmt: skip
    row[9] = office.budi.nip

    batch = bring_in(workbook({"Data": [top, bottom, row]}, merge), office.dewi)

    wati = Employee.objects.get(nip=NEW_NIPS[0])
    assert errors(batch) == {}
    assert batch.facts["tables"][0]["header_row"] == 2
    assert (wati.rank_since_date, wati.assignments.get().from_date) == (
        date(2020, 4, 1),
        date(2021, 5, 1),
    )
    assert wati.reporting_lines.get().supervisor == office.budi


def test_name_and_nip_in_one_cell(office):
    header = ["No", "Nama / NIP", "Gol", "Jabatan", "Unit Organisasi", "Pejabat Penilai"]
    row = [
        1,
        f"Wati, S.E.\nNIP {spaced(NEW_NIPS[0])}",
        "III/b",
        "Pengelola Data",
        "Dinas Contoh",
        "Budi Santoso",
    ]

    bring_in(workbook({"Data": [header, row]}), office.dewi)

    wati = Employee.objects.get(nip=NEW_NIPS[0])
    assert (wati.name, wati.title_after) == ("Wati", "S.E.")
    assert wati.reporting_lines.get().supervisor == office.budi


def test_headings_inside_the_table_name_the_unit(office):
    header = ["No", "Nama", "NIP", "Jabatan"]
    rows = [
        ["SEKRETARIAT MELATI"], [1, "Wati", NEW_NIPS[0], "Pengelola Data"],
        ["SEKSI TRANTIB"], [2, "Tono", NEW_NIPS[1], "Pengelola Data"],
    ]  # fmt: skip

    batch = read(workbook({"Data": [header, *rows]}), office.dewi)

    assert errors(batch) == {}
    assert [unit["name"] for unit in batch.facts["new_units"]] == [
        "SEKRETARIAT MELATI",
        "SEKSI TRANTIB",
    ]


def test_rows_without_unit_belong_to_the_office_that_was_chosen(office):
    header = ["No", "Nama", "NIP", "Jabatan"]

    batch = bring_in(
        workbook({"Data": [header, [1, "Wati", NEW_NIPS[0], "Pengelola Data"]]}),
        office.dewi,
        org_unit=office.dinas,
    )

    assert errors(batch) == {}
    assert Employee.objects.get(nip=NEW_NIPS[0]).assignments.get().org_unit == office.dinas


def test_unit_with_a_name_that_two_offices_have_is_found_by_its_office(office):
    make_org_unit("Sekretariat", parent=office.dinas, code="01.1")
    make_org_unit("Sekretariat", parent=office.elsewhere, code="02.1")
    header = ["Nama", "NIP", "Jabatan", "Perangkat Daerah", "Unit Kerja"]
    rows = [
        ["Wati", NEW_NIPS[0], "Pengelola Data", "Dinas Lain", "Sekretariat"],
        ["Tono", NEW_NIPS[1], "Pengelola Data", "", "Sekretariat"],
    ]

    batch = bring_in(workbook({"Data": [header, *rows]}), office.dewi)

    assert errors(batch) == {3: ["unit_ambiguous"]}
    assert Employee.objects.get(nip=NEW_NIPS[0]).assignments.get().org_unit.code == "02.1"


def test_new_unit_is_created_below_the_office_of_its_row(office):
    header = ["Nama", "NIP", "Jabatan", "OPD", "Unit Kerja"]

    bring_in(
        workbook(
            {"D": [header, ["Wati", NEW_NIPS[0], "Pengelola Data", "Dinas Lain", "Bidang Aset"]]}
        ),
        office.dewi,
    )

    tree = org_tree(EFFECTIVE)
    unit = Employee.objects.get(nip=NEW_NIPS[0]).assignments.get().org_unit
    assert tree.names[tree.parents[unit.pk]] == "Dinas Lain"


def test_header_that_repeats_on_the_next_page_is_no_row(office):
    batch = read(roster([*ROWS[:2], HEADER, *ROWS[2:]]), office.dewi)

    assert sorted(actions(batch)) == [7, 8, 10, 11, 12]


def test_sheets_of_several_offices_are_read_together(office):
    header = ["Nama", "NIP", "Jabatan", "Unit Kerja"]
    sheets = {
        f"Lembar {n}": [header, [f"Pegawai {n}", NEW_NIPS[n], "Pengelola Data", "Dinas Contoh"]]
        for n in range(3)
    }

    batch = read(workbook(sheets | {"Catatan": [["Rapat bulanan"]]}), office.dewi)

    assert batch.rows.count() == 3
    assert batch.facts["without_table"] == ["Catatan"]
