"""A position is one position, with or without its grade at the end of the name."""

import pytest

from accounts.choices import ImportAction
from accounts.models import Assignment, JobPosition
from tests.accounts.imports.workbooks import actions, bring_in, people_file, person, read

pytestmark = pytest.mark.django_db

WRITTEN = {
    "name and column": {"Jabatan": "Auditor Ahli Pertama", "Jenjang": "Ahli Pertama"},
    "name alone": {"Jabatan": "auditor ahli pertama", "Jenis jabatan": ""},
    "name and kind": {"Jabatan": "Auditor, Ahli Pertama", "Jenis jabatan": "Fungsional"},
    "column alone": {"Jabatan": "Auditor", "Jenjang": "Ahli Pertama"},
}


def functional(number=0, **cells):
    """Return a row of somebody in a functional position."""
    return person(number, **({"Jenis jabatan": "Fungsional"} | cells))


def auditors():
    """Return the positions that are called so."""
    found = JobPosition.objects.filter(name__istartswith="auditor").order_by("pk")
    return [(one.name, one.functional_grade, one.title) for one in found]


@pytest.mark.parametrize("there", ["Auditor", "Auditor Ahli Pertama"])
@pytest.mark.parametrize("cells", WRITTEN.values(), ids=list(WRITTEN))
def test_existing_position_is_found(office, there, cells):
    position = JobPosition.objects.create(
        name=there, kind="FUNCTIONAL", functional_grade="AHLI_PERTAMA"
    )

    bring_in(people_file(functional(**cells)), office.dewi)

    assert Assignment.objects.get(employee__name="Pegawai Baru 0").job_position == position
    assert auditors() == [(there, "AHLI_PERTAMA", "Auditor Ahli Pertama")]


def test_four_ways_of_writing_make_one_new_position(office):
    rows = [functional(number, **cells) for number, cells in enumerate(WRITTEN.values())]

    bring_in(people_file(*rows), office.dewi)

    assert auditors() == [("Auditor", "AHLI_PERTAMA", "Auditor Ahli Pertama")]


def test_who_holds_a_position_written_the_long_way_keeps_it(office):
    """Both ways stand in an old catalogue: nobody is moved from one to the other by a new list."""
    for name in ("Auditor", "Auditor Ahli Pertama"):
        JobPosition.objects.create(name=name, kind="FUNCTIONAL", functional_grade="AHLI_PERTAMA")
    held = JobPosition.objects.get(name="Auditor Ahli Pertama")
    cells = WRITTEN["name and column"]
    bring_in(people_file(functional(**cells)), office.dewi)
    Assignment.objects.filter(employee__name="Pegawai Baru 0").update(job_position=held)

    again = read(people_file(functional(**cells)), office.dewi)

    assert actions(again) == {2: ImportAction.UNCHANGED}


def test_preview_says_the_grade_once(office):
    batch = read(people_file(functional(**WRITTEN["name and column"])), office.dewi)

    changes = {name: new for name, _old, new in batch.rows.get().changes}
    assert changes["job_position"] == "Auditor Ahli Pertama"
