"""The independent roster of 500 people: ten planted errors answered in their rows, all others come in."""

import pytest

from accounts.choices import ImportAction
from accounts.models import Employee, OrgUnit
from accounts.queries.org_tree import org_tree
from accounts.queries.reporting_line import people_in_circles
from tests.accounts.imports.workbooks import EFFECTIVE, actions, apply, as_file, errors, read
from tests.rosters.office_roster import build

pytestmark = pytest.mark.django_db
CODES = {
    "nip_duplicate": "repeated",
    "name_empty": "name_missing",
    "date_impossible": "date",
    "unit_empty": "unit_missing",
}


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

    people = {person.nip: person for person in Employee.objects.all()}
    for row in manifest.valid_rows:
        expected, person = manifest.people[row], people[manifest.people[row].nip]
        post = person.assignments.get()
        line = post.reporting_lines.get()
        boss = "LUAR SISTEM" if line.is_outside else line.supervisor.nip
        assert (person.full_name, person.rank, person.birth_date, person.sex) == (
            expected.name,
            expected.rank,
            expected.birth_date,
            expected.sex,
        )
        assert (boss, person.email) == (expected.supervisor, expected.email)
        assert post.job_position.name == expected.position
    strangers = {
        *manifest.hidden_nips,
        *(manifest.people[error.row].nip for error in manifest.errors),
    }
    duplicate = next(error for error in manifest.errors if error.kind == "nip_duplicate")
    assert strangers - {duplicate.value} & people.keys() == set()


def test_tree_and_chain_are_consistent(batch, office, manifest):
    apply(batch, office.dewi)

    tree = org_tree(EFFECTIVE)
    units = {person.unit for person in manifest.people.values()}
    assert {tree.names[unit.pk] for unit in OrgUnit.objects.all()} >= units
    assert all(
        office.agency.pk in tree.ancestors(pk) for pk in tree.names if pk != office.agency.pk
    )
    assert not people_in_circles(EFFECTIVE).exists()


def test_roster_again_changes_nothing(batch, office, manifest):
    apply(batch, office.dewi)

    again = read(as_file(manifest.path.read_bytes()), office.dewi)

    assert {action for row, action in actions(again).items() if row in manifest.valid_rows} == {
        ImportAction.UNCHANGED
    }
