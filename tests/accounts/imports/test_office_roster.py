"""The independent roster of 500 people: ten planted errors answered in their rows, all others come in."""

import pytest

from accounts.choices import ImportAction
from accounts.models import Employee
from accounts.queries.org_tree import org_tree
from tests.accounts.imports.workbooks import EFFECTIVE, actions, apply, as_file, errors, read
from tests.factories.accounts import people_in_circles
from tests.rosters.office_roster import build

pytestmark = pytest.mark.django_db
CODES = {
    "nip_duplicate": "repeated",
    "name_empty": "name_missing",
    "date_impossible": "date",
    "unit_empty": "unit_missing",
}


KINDS = {"Pelaksana": "PELAKSANA", "Fungsional": "FUNCTIONAL"}
ECHELONS = {"II": "JPT_PRATAMA", "III": "ADMINISTRATOR", "IV": "PENGAWAS"}


@pytest.fixture(scope="module")
def manifest(tmp_path_factory):
    """Return the roster and what is in it."""
    return build(tmp_path_factory.mktemp("roster") / "roster.xlsx")


@pytest.fixture
def batch(office, manifest):
    """Return the roster, read."""
    return read(as_file(manifest.path.read_bytes()), office.dewi)


def test_each_planted_error_is_answered_in_its_row_and_no_other(batch, manifest):
    expected = {error.row: [CODES.get(error.kind, error.kind)] for error in manifest.errors}

    assert errors(batch) == expected
    assert {
        row: action for row, action in actions(batch).items() if row not in expected
    } == dict.fromkeys(manifest.valid_rows, ImportAction.NEW)


def test_each_problem_names_the_column_it_stands_in(batch, manifest):
    columns = {error.row: error.header for error in manifest.errors}
    named = {
        row.number: " ".join(found["column"].split())
        for row in batch.rows.filter(action=ImportAction.REJECTED)
        for found in row.problems
        if not found["is_warning"]
    }

    assert named == columns


def test_hidden_and_empty_sheets_are_left_out(batch, manifest):
    assert batch.facts["hidden"] == ["DATA LAMA"]
    assert batch.facts["empty"] == ["Sheet1"]
    assert batch.facts["tables"][0]["header_row"] == manifest.header_row


def test_everybody_else_comes_in_as_written(batch, office, manifest):
    apply(batch, office.dewi)

    wanted = {
        manifest.people[row].nip: as_wanted(manifest.people[row]) for row in manifest.valid_rows
    }
    people = Employee.objects.filter(nip__in=wanted)
    names = org_tree(EFFECTIVE).names
    assert {person.nip: as_stored(person, names) for person in people} == wanted


def test_nobody_of_a_rejected_row_or_a_hidden_sheet_comes_in(batch, office, manifest):
    apply(batch, office.dewi)

    kept = {manifest.people[row].nip for row in manifest.valid_rows}
    rejected = {manifest.people[error.row].nip for error in manifest.errors} - kept
    assert not Employee.objects.filter(nip__in=rejected | set(manifest.hidden_nips)).exists()


def as_wanted(person):
    """Return what the roster says of a person, in the codes of Selaras."""
    return (
        person.name,
        person.birth_date,
        {"L": "M", "P": "F"}[person.sex],
        person.status,
        (person.grade, person.grade_date),
        person.position,
        KINDS.get(person.kind) or ECHELONS[person.kind.partition(".")[0]],
        person.tier.upper().replace(" ", "_"),
        (person.unit, person.is_head),
        person.supervisor,
        (person.email, person.phone),
    )


def as_stored(person, unit_names):
    """Return the same of a person in Selaras."""
    post = person.assignments.select_related("job_position").get()
    line = post.reporting_lines.select_related("supervisor").get()
    return (
        person.full_name,
        person.birth_date,
        person.sex,
        person.employment_kind,
        (person.rank, person.rank_since_date),
        post.job_position.title,
        post.job_position.kind,
        person.functional_grade,
        (unit_names[post.org_unit_id], post.is_head),
        "LUAR SISTEM" if line.is_outside else line.supervisor.nip,
        (person.email, person.phone),
    )


def test_tree_and_chain_are_consistent(batch, office, manifest):
    apply(batch, office.dewi)

    tree = org_tree(EFFECTIVE)
    units = {person.unit for person in manifest.people.values()}
    assert set(tree.names.values()) == units | {"Kota Contoh", "Dinas Contoh", "Dinas Lain"}
    places = {tree.names[pk]: tree.names.get(parent) for pk, parent in tree.parents.items()}
    assert {places[name] for name in units if name.startswith("Kelurahan")} == {
        "Kecamatan Sukamaju"
    }
    assert {places[name] for name in units if "Puskesmas" in name} == {"Dinas Kesehatan"}
    assert {places[name] for name in ("Dinas Kesehatan", "Kecamatan Sukamaju")} == {"Kota Contoh"}
    assert all(
        office.agency.pk in tree.ancestors(pk) for pk in tree.names if pk != office.agency.pk
    )
    assert people_in_circles(EFFECTIVE) == set()


def test_roster_again_changes_nothing(batch, office, manifest):
    apply(batch, office.dewi)

    again = read(as_file(manifest.path.read_bytes()), office.dewi)

    assert {action for row, action in actions(again).items() if row in manifest.valid_rows} == {
        ImportAction.UNCHANGED
    }
