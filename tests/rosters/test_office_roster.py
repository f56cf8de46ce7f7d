"""The roster is what its manifest says, so that an importer can be measured with it."""

from datetime import date

import pytest
from openpyxl import load_workbook

from tests.rosters.office_layout import FIRST_ROW, SHEET
from tests.rosters.office_roster import build

KINDS = [
    "nip_number",
    "nip_length",
    "nip_birth_date",
    "nip_month",
    "nip_duplicate",
    "supervisor_unknown",
    "supervisor_self",
    "name_empty",
    "date_impossible",
    "unit_empty",
]


@pytest.fixture(scope="module")
def manifest(tmp_path_factory):
    return build(tmp_path_factory.mktemp("roster") / "roster.xlsx")


@pytest.fixture(scope="module")
def book(manifest):
    return load_workbook(manifest.path)


def letters(text):
    """Return a text without any kind of space."""
    return "".join(str(text).replace("\u200b", "").split())


def test_book_has_an_empty_a_hidden_and_the_open_sheet(book):
    states = [(sheet.title, sheet.sheet_state, sheet["B2"].value is None) for sheet in book]
    assert states == [
        ("Sheet1", "visible", True),
        ("DATA LAMA", "hidden", False),
        (SHEET, "visible", False),
    ]
    assert book.active.title == SHEET


def test_header_stands_below_the_letterhead_and_above_a_numbering_row(book, manifest):
    sheet = book[SHEET]
    header = {" ".join(sheet[f"{column}8"].value.split()): column for column in "BCDEFGHIJKLMNOPQ"}
    assert header == manifest.columns
    assert [sheet[f"{column}9"].value for column in manifest.columns.values()] == list(range(1, 17))


def test_ten_errors_stand_in_ten_rows_where_the_manifest_says(book, manifest):
    assert [error.kind for error in manifest.errors] == KINDS
    assert len({error.row for error in manifest.errors}) == len(KINDS)
    found = [book[SHEET][f"{error.column}{error.row}"].value for error in manifest.errors]
    assert found == [error.value for error in manifest.errors]


def test_duplicate_repeats_the_number_of_its_related_row(manifest):
    duplicate = manifest.errors[KINDS.index("nip_duplicate")]
    assert manifest.people[duplicate.related_row].nip == duplicate.value
    assert duplicate.related_row in manifest.valid_rows


def test_clean_rows_hold_the_people_of_the_manifest(book, manifest):
    sheet, columns = book[SHEET], manifest.columns
    read = {
        row: tuple(
            letters(sheet[f"{columns[header]}{row}"].value or "")
            for header in ("NIP", "NAMA", "UNIT KERJA", "NIP ATASAN LANGSUNG", "EMAIL")
        )
        for row in manifest.valid_rows
    }
    assert read == {
        row: tuple(
            map(letters, (person.nip, person.name, person.unit, person.supervisor, person.email))
        )
        for row, person in manifest.people.items()
        if row in manifest.valid_rows
    }


def test_five_hundred_people_have_their_own_numbers_and_addresses(manifest):
    people = manifest.people.values()
    assert list(manifest.people) == list(range(FIRST_ROW, FIRST_ROW + 500))
    assert len({person.nip for person in people}) == 500
    addresses = [person.email for person in people if person.email]
    assert len(set(addresses)) == len(addresses)
    assert min(person.birth_date for person in people) >= date(1965, 1, 1)
    assert max(person.birth_date for person in people) <= date(2000, 12, 31)


def test_everyone_reports_up_to_the_one_head_outside_the_system(manifest):
    above = {person.nip: person.supervisor for person in manifest.people.values()}
    tops = []
    for nip in above:
        chain = [nip]
        while chain[-1] in above:
            chain.append(above[chain[-1]])
            assert len(chain) < 10
        tops.append(chain[-1])
    assert tops == ["LUAR SISTEM"] * 500
    assert list(above.values()).count("LUAR SISTEM") == 1


def test_nobody_of_a_spoiled_row_leads_anyone(manifest):
    spoiled = {manifest.people[error.row].nip for error in manifest.errors}
    assert spoiled.isdisjoint(person.supervisor for person in manifest.people.values())


def test_every_unit_has_one_head(manifest):
    people = manifest.people.values()
    heads = sorted(person.unit for person in people if person.is_head)
    assert heads == sorted({person.unit for person in people})


def test_numbers_outside_the_roster_belong_to_nobody_in_it(manifest):
    unknown = manifest.errors[KINDS.index("supervisor_unknown")].value
    strangers = {unknown, *manifest.hidden_nips}
    assert strangers.isdisjoint(person.nip for person in manifest.people.values())
    assert len(strangers) == 6


def test_roster_is_the_same_every_time(manifest, tmp_path):
    again = build(tmp_path / "again.xlsx")
    assert (again.people, again.errors) == (manifest.people, manifest.errors)
