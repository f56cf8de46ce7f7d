"""More time for a unit or one person: it holds for them and for nobody else."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage
from appraisal.models import DeadlineExtension
from appraisal.queries.team_board import team_board
from appraisal.queries.windows import more_time_of, refuse_outside, window_for
from appraisal.services.deadline_extension import extend_deadline
from tests.factories.accounts import actor_for, grant_role, make_assignment, make_org_unit
from tests.factories.appraisal import NOON, make_evaluation, make_work_plan

LATE = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)  # after self-assessment, which closed on the 4th
USUAL, LATER, LATEST = date(2026, 12, 4), date(2026, 12, 10), date(2026, 12, 15)
pytestmark = pytest.mark.django_db


@pytest.fixture
def extend(running, hr):
    """Return a function that gives more time."""

    def give(*, phase="SELF_ASSESSMENT", day=LATER, reason="Banjir", actor=hr, at=LATE, **target):
        window = running.windows.get(phase=phase)
        return extend_deadline(
            window=window, closes_date=day, reason=reason, actor=actor, at=at, **target
        )

    return give


def closes(record, phase="SELF_ASSESSMENT"):
    """Return the last day of a phase for a record."""
    return window_for(record, phase).closes_date


def test_time_for_one_person_leaves_the_others_alone(extend, evaluation_of, office):
    ani, citra = evaluation_of("ani"), evaluation_of("citra")

    extend(employee=office.ani)

    assert (closes(ani), closes(citra)) == (LATER, USUAL)


def test_time_for_a_unit_holds_below_it_and_not_beside_it(extend, evaluation_of, office, running):
    section = make_org_unit("Seksi Contoh", parent=office.dinas)
    lina = make_assignment(office.ani, section, kind="PLT")
    below = make_evaluation(make_work_plan(running, lina, supervisor=office.budi))
    inside, beside = evaluation_of("citra"), evaluation_of("eko")

    extend(org_unit=office.dinas)

    assert [closes(row) for row in (below, inside, beside)] == [LATER, LATER, USUAL]


def test_the_longest_of_several_extensions_holds(extend, evaluation_of, office):
    ani = evaluation_of("ani")
    extend(employee=office.ani, day=LATEST)

    extend(org_unit=office.dinas, day=LATER)

    assert closes(ani) == LATEST


def test_strict_cycle_takes_the_late_step_of_the_one_who_got_time(
    extend, evaluation_of, office, running
):
    running.is_strict = True
    running.save(update_fields=["is_strict"])
    ani, citra = evaluation_of("ani"), evaluation_of("citra")
    extend(employee=office.ani)

    assert refuse_outside(window_for(ani, "SELF_ASSESSMENT"), running, LATE) is False
    with pytest.raises(Refusal, match="4 Desember 2026"):
        refuse_outside(window_for(citra, "SELF_ASSESSMENT"), running, LATE)


def test_closed_cycle_takes_no_step(running, evaluation_of):
    running.closed_at = LATE
    running.save(update_fields=["closed_at"])

    with pytest.raises(Refusal) as refusal:
        refuse_outside(window_for(evaluation_of("ani"), "SELF_ASSESSMENT"), running, LATE)

    assert refusal.value.code == "cycle_closed"


def test_many_records_are_asked_with_one_query(
    extend, evaluation_of, office, running, django_assert_num_queries
):
    rows = [evaluation_of(name) for name in ("ani", "citra", "eko")]
    extend(employee=office.ani)
    extend(org_unit=office.elsewhere, day=LATEST)
    period = running.periods.get()

    with django_assert_num_queries(1):
        found = more_time_of(rows, period)

    assert found == {(rows[0], "SELF_ASSESSMENT"): LATER, (rows[2], "SELF_ASSESSMENT"): LATEST}


def test_board_of_the_supervisor_names_the_later_day(extend, evaluation_of, office):
    evaluation_of("ani")
    evaluation_of("citra")
    extend(employee=office.ani)

    members = team_board(actor_for(office.budi)).members

    assert {each.name: each.more_time for each in members} == {
        "Ani Lestari": LATER,
        "Citra Dewanti": None,
    }


@pytest.mark.parametrize(
    ("phase", "stage", "told"),
    [
        ("SELF_ASSESSMENT", "SELF_ASSESSMENT", ["Ani Lestari"]),
        ("REVIEW", "SELF_ASSESSMENT", ["Budi Santoso"]),
        ("REVIEW", "REVIEW", ["Budi Santoso"]),
        ("DELIVERY", "DECIDED", ["Budi Santoso"]),
    ],
)
def test_whose_step_is_open_is_told(extend, evaluation_of, office, phase, stage, told):
    evaluation_of("ani", EvaluationStage(stage))
    last = {"SELF_ASSESSMENT": LATER, "REVIEW": date(2026, 12, 28), "DELIVERY": date(2027, 1, 20)}

    extension = extend(employee=office.ani, phase=phase, day=last[phase])

    notices = Notification.objects.filter(kind="DEADLINE_EXTENDED")
    assert [notice.recipient.name for notice in notices] == told
    assert extension.people == len(told)


def test_notice_says_the_new_day_in_the_language_of_the_reader(extend, evaluation_of, office):
    office.ani.language = "en"
    office.ani.save(update_fields=["language"])
    evaluation_of("ani")
    evaluation_of("citra")

    extend(org_unit=office.dinas)

    about = dict(Notification.objects.values_list("recipient__name", "about"))
    assert about == {
        "Ani Lestari": "Penilaian kinerja 2026: Self-assessment until 10 December 2026",
        "Citra Dewanti": "Penilaian kinerja 2026: Penilaian diri sampai 10 Desember 2026",
    }


def test_plan_phase_tells_who_has_no_agreed_plan(extend, plan_of, office):
    plan_of("ani", stage="DRAFT")
    plan_of("citra")

    day = date(2026, 12, 1)
    assert extend(org_unit=office.dinas, phase="PLAN", day=day, at=NOON).people == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"day": USUAL}, "not_later"),
        ({"day": date(2026, 12, 19)}, "out_of_order"),
        ({"reason": "  "}, "no_reason"),
        ({"phase": "DELIVERY", "day": date(2027, 1, 15)}, "not_later"),
    ],
)
def test_what_a_person_cannot_get_is_refused(extend, evaluation_of, office, changes, code):
    evaluation_of("ani")

    with pytest.raises(Refusal) as refusal:
        extend(employee=office.ani, **changes)

    assert refusal.value.code == code


def test_own_later_deadline_counts_as_the_one_before(extend, evaluation_of, office):
    evaluation_of("ani")
    extend(employee=office.ani, day=LATEST)

    with pytest.raises(Refusal, match="15 Desember 2026"):
        extend(employee=office.ani, day=LATER)


def test_next_phase_that_was_extended_for_the_person_makes_room(extend, evaluation_of, office):
    evaluation_of("ani")
    extend(employee=office.ani, phase="REVIEW", day=date(2026, 12, 28))

    assert extend(employee=office.ani, day=date(2026, 12, 22)).closes_date.day == 22


def test_time_for_somebody_who_has_sent_is_refused(extend, evaluation_of, office):
    evaluation_of("ani", EvaluationStage.REVIEW)

    with pytest.raises(Refusal) as refusal:
        extend(employee=office.ani)

    assert refusal.value.code == "nothing_waits"


def test_time_for_somebody_without_plan_is_refused(extend, office):
    with pytest.raises(Refusal) as refusal:
        extend(employee=office.ani)

    assert refusal.value.code == "not_in_cycle"


def test_nobody_gives_time_to_oneself(extend, plan_of, office):
    plan_of("dewi", stage="DRAFT")

    with pytest.raises(PermissionDenied):
        extend(employee=office.dewi, phase="PLAN")


@pytest.mark.parametrize(
    ("unit", "target", "allowed"),
    [
        ("dinas", "ani", True),
        ("elsewhere", "ani", False),
        ("dinas", "unit", True),
        ("elsewhere", "unit", False),
        ("dinas", "cycle", False),
    ],
)
def test_administrator_of_a_unit_gives_time_inside_it(
    extend, evaluation_of, office, unit, target, allowed
):
    evaluation_of("ani")
    grant_role(office.citra, Role.HR_ADMIN, getattr(office, unit))
    actor = actor_for(office.citra)
    wanted = {"ani": {"employee": office.ani}, "unit": {"org_unit": office.dinas}, "cycle": {}}

    if allowed:
        assert extend(actor=actor, **wanted[target]).people == 1
        return
    with pytest.raises(PermissionDenied):
        extend(actor=actor, **wanted[target])


def test_hr_operator_gives_no_time(extend, evaluation_of, office):
    evaluation_of("ani")
    grant_role(office.citra, Role.HR_OPERATOR, office.agency)

    with pytest.raises(PermissionDenied):
        extend(actor=actor_for(office.citra), employee=office.ani)


def test_trail_names_the_person_and_no_reason(extend, evaluation_of, office, running):
    evaluation_of("ani")

    extension = extend(employee=office.ani)

    event = AuditEvent.objects.get(subject_id=running.public_id, action="extend_window")
    assert event.data == {
        "phase": "SELF_ASSESSMENT",
        "before": "2026-12-04",
        "after": "2026-12-10",
        "extension": extension.public_id,
        "people": 1,
        "employee": office.ani.public_id,
    }


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"reason": ""}, "deadline_extension_has_reason"),
        ({"closes_date": USUAL}, "deadline_extension_is_later"),
        ({"both": True}, "deadline_extension_unit_or_person"),
    ],
)
def test_database_refuses(running, office, changes, name):
    changes = dict(changes)
    both = {"org_unit": office.dinas, "employee": office.ani} if changes.pop("both", 0) else {}
    fields = {"before_date": USUAL, "closes_date": LATER, "reason": "x"} | changes | both

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        DeadlineExtension.objects.create(
            window=running.windows.get(phase="REVIEW"),
            granted_by=office.dewi,
            granted_at=LATE,
            **fields,
        )
