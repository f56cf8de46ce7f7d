"""An import that moves somebody to another post: said before it is applied, and to late joiners."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import ImportAction
from appraisal.queries.evaluation_opening import plans_to_evaluate
from appraisal.queries.plans_left import plans_left_behind
from tests.accounts.imports.workbooks import bring_in, people_file, read
from tests.factories.appraisal import make_cycle, make_work_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(office):
    """Return a running cycle in which Ani and Citra have a plan."""
    cycle = make_cycle(office.dewi, units=[office.agency])
    for name in ("ani", "citra"):
        make_work_plan(cycle, getattr(office.assignments, name), supervisor=office.budi)
    return cycle


def row_of(employee, **cells):
    """Return the row of somebody who is known, with some cells."""
    return {"NIP": employee.nip, "Nama": employee.name} | cells


def moving(office):
    """Return a workbook that gives Ani another post and leaves Citra where she is."""
    ani = row_of(office.ani, Jabatan="Arsiparis Ahli Muda", **{"Jenis jabatan": "Fungsional"})
    return people_file(ani, row_of(office.citra, Golongan="III/d"))


def told(batch):
    """Return what is told about a batch."""
    return [(row.cycle, row.people) for row in plans_left_behind(batch)]


def test_person_who_moves_is_named_with_the_cycle(office, cycle):
    batch = read(moving(office), office.dewi)

    assert [row.action for row in batch.rows.order_by("pk")] == [ImportAction.CHANGED] * 2
    assert told(batch) == [(cycle, ("Ani Lestari",))]


@pytest.mark.parametrize("name", ["import_detail", "import_apply"])
def test_pages_before_applying_say_so(client, office, cycle, name):
    batch = read(moving(office), office.dewi)
    client.force_login(office.dewi)

    text = client.get(reverse(f"accounts:{name}", args=[batch.public_id])).content.decode()

    assert "Pegawai yang punya SKP pindah jabatan" in text
    assert "Penilaian kinerja 2026: 1 pegawai (Ani Lestari)" in text


def test_acting_post_leaves_the_plan_where_it_is(office, cycle):
    acting = row_of(office.ani, Jabatan="Plt. Kepala Bidang Arsip")

    assert told(read(people_file(acting), office.dewi)) == []


def test_closed_cycle_is_not_named(office, cycle):
    cycle.closed_at = cycle.opened_at
    cycle.save()

    assert told(read(moving(office), office.dewi)) == []


def test_person_without_a_plan_is_not_named(office, cycle):
    cycle.work_plans.all().delete()

    assert told(read(moving(office), office.dewi)) == []


def test_late_joiner_keeps_the_former_plan_and_the_page_says_so(client, office, cycle):
    bring_in(moving(office), office.dewi)
    client.force_login(office.dewi)

    page = client.get(reverse("appraisal:late_joiners", args=[cycle.public_id]))

    joiners = [*page.context["joiners"].ready, *page.context["joiners"].waiting]
    former = {row.employee: row.candidate.former_post for row in joiners}
    assert former[office.ani] == office.assignments.ani.job_position.title
    assert former[office.dewi] == ""
    assert "SKP itu tetap milik jabatan tersebut." in page.content.decode()


def test_plan_of_the_former_post_gets_no_further_evaluation(office, cycle):
    """What the note says: only the plan of a post that is held opens an evaluation."""
    bring_in(moving(office), office.dewi)
    period = cycle.periods.get()

    found = plans_to_evaluate(period, date(2026, 11, 20)).values_list("employee__name", flat=True)

    assert list(found) == ["Citra Dewanti"]
