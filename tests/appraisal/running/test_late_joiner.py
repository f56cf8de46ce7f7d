"""People who come after the opening: who may join, who cannot yet and why, and taking them in."""

from datetime import date

import pytest

from accounts.models import AuditEvent, Notification
from appraisal.models import WorkPlan
from appraisal.services.cycle import exclude_from_cycle, take_back
from tests.factories.accounts import make_assignment, make_employee, make_job_position
from tests.factories.appraisal import NOON, make_work_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(office, running):
    """Give everybody of the office a plan, so that only new people are left."""
    for post in vars(office.assignments).values():
        make_work_plan(running, post, supervisor=None, results=0)
    return running


def newcomer(office, name, *, supervisor="budi", **fields):
    """Return a person in the dinas."""
    line = {"supervisor": getattr(office, supervisor)} if supervisor else {}
    return make_assignment(make_employee(name), office.dinas, **line, **fields).employee


def shown(client, address):
    """Return (who may join with since, who cannot with reasons) of the page."""
    joiners = client.get(address).context["joiners"]
    return (
        [(row.employee.name, row.since) for row in joiners.ready],
        [(row.employee.name, [each.text for each in row.hindrances]) for row in joiners.waiting],
    )


def test_page_says_since_when_and_why_not(page, visit, office, settled):
    newcomer(office, "Gita", from_date=date(2026, 11, 21))
    newcomer(office, "Hari")
    newcomer(office, "Indra", supervisor=None)
    odd = make_job_position("Jabatan Tanpa Standar", grade="")
    newcomer(office, "Joko", supervisor=None, job_position=odd)

    ready, waiting = shown(visit("dewi"), page("late_joiners", settled))

    assert ready == [
        ("Gita", "Menjabat sejak 21 November 2026"),
        ("Hari", "Belum ikut saat siklus dibuka"),
    ]
    assert waiting == [
        ("Indra", ["Belum ada atasan tercatat"]),
        ("Joko", ["Belum ada atasan tercatat", "Jabatannya belum punya standar kompetensi"]),
    ]


def test_person_who_was_taken_in_again_may_join(page, visit, office, settled, hr):
    gita = newcomer(office, "Gita")
    exclude_from_cycle(cycle=settled, employee=gita, reason="Cuti", actor=hr, at=NOON)
    assert shown(visit("dewi"), page("late_joiners", settled)) == ([], [])

    take_back(cycle=settled, employee=gita, actor=hr, at=NOON)

    ready, _waiting = shown(visit("dewi"), page("late_joiners", settled))
    assert ready == [("Gita", "Diikutkan lagi pada 20 November 2026")]


def test_only_the_ticked_people_are_added(page, visit, office, settled):
    gita, hari = newcomer(office, "Gita"), newcomer(office, "Hari")

    visit("dewi").post(
        page("late_joiners", settled), {"action": "chosen", "employees": [gita.public_id]}
    )

    joined = WorkPlan.objects.filter(employee__in=[gita, hari])
    assert [plan.employee for plan in joined] == [gita]
    assert Notification.objects.get(kind="CYCLE_OPENED").recipient == gita
    assert AuditEvent.objects.get(action="add_participants").data == {"people": 1}


def test_all_are_added_but_those_whom_something_blocks(page, visit, office, settled):
    newcomer(office, "Gita")
    newcomer(office, "Hari")
    newcomer(office, "Indra", supervisor=None)

    visit("dewi").post(page("late_joiners", settled), {"action": "all"})

    names = WorkPlan.objects.exclude(created_at=NOON).values_list("employee__name", flat=True)
    assert sorted(names) == ["Gita", "Hari"]


def test_blocked_person_who_was_ticked_is_not_added(page, visit, office, settled):
    indra = newcomer(office, "Indra", supervisor=None)

    visit("dewi").post(
        page("late_joiners", settled), {"action": "chosen", "employees": [indra.public_id]}
    )

    assert not WorkPlan.objects.filter(employee=indra).exists()


@pytest.mark.parametrize(
    ("data", "names"),
    [({"action": "chosen"}, ["employees"]), ({"action": "leave_out"}, ["employees", "reason"])],
)
def test_nothing_ticked_is_said(page, visit, office, settled, data, names):
    newcomer(office, "Gita")

    answer = visit("dewi").post(page("late_joiners", settled), data)

    errors = answer.context["form"].errors | answer.context["out"].errors
    assert (answer.status_code, sorted(errors)) == (422, names)


def test_person_who_does_not_belong_is_left_out(page, visit, office, settled):
    indra = newcomer(office, "Indra", supervisor=None)
    data = {
        "action": "leave_out",
        "out-employees": [indra.public_id],
        "out-reason": "Pensiun bulan depan",
    }

    visit("dewi").post(page("late_joiners", settled), data)

    assert settled.exclusions.get().employee == indra


def test_check_of_an_open_cycle_leads_here(page, visit, running):
    answer = visit("dewi").get(page("cycle_check", running))

    assert answer.url == page("late_joiners", running)


def test_page_asks_the_same_questions_for_any_number(page, visit, office, settled, queries_of):
    address = page("late_joiners", settled)
    counts = []
    for number in range(3):
        newcomer(office, f"Gita {number}")
        newcomer(office, f"Indra {number}", supervisor=None)
        counts.append(queries_of(visit("dewi"), address))

    assert counts[0] == counts[2] <= 15


@pytest.mark.parametrize(("name", "status"), [("ani", 403), ("budi", 403), ("dewi", 200)])
def test_only_hr_reaches_the_page(page, visit, running, name, status):
    assert visit(name).get(page("late_joiners", running)).status_code == status


class TestAskForMoreTime:
    """Whoever missed a deadline of a strict cycle is told whom to ask."""

    @pytest.fixture
    def strict(self, running):
        """Return a strict cycle whose self-assessment is over."""
        running.is_strict = True
        running.save(update_fields=["is_strict"])
        running.windows.filter(phase="SELF_ASSESSMENT").update(
            opens_date="2026-01-10", closes_date="2026-01-20"
        )
        return running

    def test_names_the_administrators_of_the_unit(self, page, visit, office, strict, evaluation_of):
        address = page("evaluation_extension_ask", evaluation_of("ani"))

        assert visit("ani").get(address).context["people"] == [office.dewi]

    def test_nobody_is_sent_to_oneself(self, page, visit, office, strict, evaluation_of):
        address = page("evaluation_extension_ask", evaluation_of("dewi"))

        assert visit("dewi").get(address).context["people"] == []

    def test_who_sent_is_led_back(self, page, visit, strict, evaluation_of):
        evaluation = evaluation_of("ani", "REVIEW")

        answer = visit("ani").get(page("evaluation_extension_ask", evaluation))

        assert answer.url == evaluation.get_absolute_url()

    def test_plan_has_its_own(self, page, visit, office, running, plan_of):
        plan = plan_of("ani", stage="DRAFT")

        answer = visit("ani").get(page("plan_extension_ask", plan))

        assert answer.context["window"].phase == "PLAN"

    @pytest.mark.parametrize("name", ["budi", "citra", "dewi"])
    def test_nobody_else_has_it(self, page, visit, strict, evaluation_of, name):
        address = page("evaluation_extension_ask", evaluation_of("ani"))

        assert visit(name).get(address).status_code == 404
