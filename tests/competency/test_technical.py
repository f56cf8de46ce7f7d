"""Technical competencies of the agency: added, changed while unused, then versioned."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from accounts.refusals import Refusal
from appraisal.queries.questionnaire import is_self_assessment_key
from appraisal.queries.review import reviewed_competencies
from competency.models import Competency, PositionStandard
from competency.queries.standard import standard_levels
from competency.services.competency import (
    change_competency,
    remove_competency,
    replace_competency,
    retire_competency,
)
from competency.services.framework import load_framework
from competency.services.standard import load_default_standards
from tests.competency.technical import TODAY, TOMORROW, add, require, words
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

NINE = [*(f"M.0{number}" for number in range(1, 9)), "SK.01"]


@pytest.fixture
def used(dewi):
    """Return a technical competency that a kind of post requires."""
    competency = add(dewi)
    require(competency)
    return competency


def evaluation_in(office, opened_at):
    """Return an evaluation of Ani, opened long after its cycle was."""
    cycle = make_cycle(office.dewi)
    type(cycle).objects.filter(pk=cycle.pk).update(opened_at=opened_at)
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)
    type(evaluation).objects.filter(pk=evaluation.pk).update(created_at=NOON + timedelta(days=60))
    return type(evaluation).objects.select_related("period__cycle__framework").get(pk=evaluation.pk)


def codes(evaluation):
    """Return what an evaluation asks."""
    return [one.code for one in reviewed_competencies(evaluation)]


def test_running_cycle_does_not_ask_what_was_added_later(office, used):
    evaluation = evaluation_in(office, NOON)

    assert codes(evaluation) == NINE
    assert not is_self_assessment_key(evaluation, f"competency.{used.public_id}.level")


def test_cycle_opened_afterwards_asks_those_whose_post_requires_it(office, used):
    evaluation = evaluation_in(office, NOON + timedelta(days=1))

    assert codes(evaluation) == [*NINE, "T.01"]
    assert is_self_assessment_key(evaluation, f"competency.{used.public_id}.level")


def test_competency_that_no_post_requires_is_not_asked(office, dewi):
    add(dewi)

    assert codes(evaluation_in(office, NOON + timedelta(days=1))) == NINE


def test_running_cycle_keeps_the_version_and_level_it_began_with(office, dewi, used):
    later = datetime(2027, 1, 1, 5, tzinfo=NOON.tzinfo)
    new = replace_competency(
        competency=used,
        words=words(name="Jaringan dan keamanan"),
        from_date=date(2027, 1, 10),
        actor=actor_for(dewi),
        at=later,
    )
    before, after = NOON + timedelta(days=1), NOON + timedelta(days=55)
    old_cycle = evaluation_in(office, before)
    asked = {one.name: one.standard for one in reviewed_competencies(old_cycle) if one.is_own}
    type(old_cycle.period.cycle).objects.update(opened_at=after)
    again = type(old_cycle).objects.select_related("period__cycle__framework").get(pk=old_cycle.pk)

    assert asked == {"Pengelolaan jaringan": 3}
    assert [one.pk for one in reviewed_competencies(again) if one.is_own] == [new.pk]
    assert (new.version, new.code) == (2, "T.01")
    used.refresh_from_db()
    assert (used.name, used.until_date) == ("Pengelolaan jaringan", date(2027, 1, 9))


def test_levels_of_a_post_name_each_code_once(office, dewi, used):
    replace_competency(
        competency=used,
        words=words(),
        from_date=TODAY + timedelta(days=9),
        actor=actor_for(dewi),
        at=NOON,
    )
    new = Competency.objects.get(version=2)
    PositionStandard.objects.filter(competency=new).update(level=5)
    post = office.assignments.ani.job_position

    levels = [
        standard_levels(post, used.framework, TODAY + timedelta(days=days))["T.01"]
        for days in (8, 9)
    ]
    assert levels == [3, 5]


def test_retired_competency_stays_in_the_running_cycle(office, dewi, used):
    retire_competency(
        competency=used, from_date=TODAY + timedelta(days=9), actor=actor_for(dewi), at=NOON
    )

    running = codes(evaluation_in(office, NOON + timedelta(days=1)))
    assert running == [*NINE, "T.01"]
    type(used).objects.get(code="T.01")
    assert "T.01" not in standard_levels(
        office.assignments.ani.job_position, used.framework, TODAY + timedelta(days=9)
    )


def test_words_change_while_nothing_uses_it(dewi):
    competency = add(dewi)
    change_competency(
        competency=competency,
        words=words(code="T.99", name="Nama lain"),
        from_date=TOMORROW,
        actor=actor_for(dewi),
        at=NOON,
    )

    competency.refresh_from_db()
    assert (competency.name, competency.code, competency.version) == ("Nama lain", "T.01", 1)
    assert [len(one.indicators) for one in competency.levels.all()] == [3] * 5


def test_used_words_stay(dewi, used):
    fields = {"competency": used, "actor": actor_for(dewi), "at": NOON}
    with pytest.raises(Refusal) as changed:
        change_competency(words=words(), from_date=TOMORROW, **fields)
    with pytest.raises(Refusal) as removed:
        remove_competency(**fields)

    assert (changed.value.code, removed.value.code) == ("in_use", "in_use")


def test_unused_one_is_removed_with_a_trace(dewi):
    competency = add(dewi)

    remove_competency(competency=competency, actor=actor_for(dewi), at=NOON)

    assert not Competency.objects.filter(code="T.01").exists()
    trace = AuditEvent.objects.filter(subject_id=competency.public_id).order_by("sequence")
    assert [event.action for event in trace] == ["competency_added", "competency_removed"]


@pytest.mark.parametrize(
    ("code", "days", "refusal"), [("M.01", 1, "code_taken"), ("T.01", 0, "too_early")]
)
def test_add_is_refused(dewi, code, days, refusal):
    with pytest.raises(Refusal) as refused:
        add(dewi, code=code, from_date=TODAY + timedelta(days=days))

    assert refused.value.code == refusal


def test_given_competency_does_not_change(dewi):
    given = Competency.objects.get(code="M.01")

    with pytest.raises(Refusal) as refused:
        retire_competency(competency=given, from_date=TOMORROW, actor=actor_for(dewi), at=NOON)

    assert refused.value.code == "not_own"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"version": 2}, "competency_code_no_overlap"),
        ({"from_date": date(2030, 1, 1)}, "competency_version_unique"),
        ({"code": "T.2", "category": "MANAGERIAL"}, "competency_own_is_technical"),
        ({"code": "T.2", "until_date": date(2020, 1, 1)}, "competency_from_before_until"),
    ],
)
def test_database_refuses(dewi, fields, constraint):
    first = add(dewi)
    first.until_date = date(2027, 12, 31)
    first.save()
    values = {"code": "T.01", "category": "TECHNICAL", "from_date": first.from_date, "version": 1}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Competency.objects.create(
            framework=first.framework, name="x", position=20, **values | fields
        )


def test_default_table_gives_no_level_to_an_own_competency(dewi):
    competency = add(dewi)
    load_default_standards(
        framework=competency.framework,
        rows=[{"kind": "PELAKSANA", "level": 1, "confidence": "H"}],
        from_date=TODAY,
    )

    assert not PositionStandard.objects.filter(competency=competency).exists()
    assert (
        load_framework(
            name=competency.framework.name, version=1, from_date=TODAY, source="", entries=[]
        )
        == competency.framework
    )
