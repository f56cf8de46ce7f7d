"""What a cycle asks of every result before a plan can be proposed."""

import pytest

from accounts.refusals import Refusal
from appraisal.choices import CycleOption
from appraisal.models import WorkPlan
from appraisal.queries.plan_gaps import plan_gaps
from appraisal.services.work_plan import propose_work_plan
from tests.appraisal.work_plan.conftest import JANUARY
from tests.factories.accounts import actor_for


@pytest.fixture
def asking(cycle):
    """Return a function that switches an option of the cycle on."""

    def switched(*options):
        cycle.options = list(options)
        cycle.save()

    return switched


def codes(plan):
    """Return what a plan lacks."""
    plan = WorkPlan.objects.select_related("cycle").get(pk=plan.pk)
    results = plan.planned_results.in_form_order().prefetch_related("indicators")
    return [gap.code for gap in plan_gaps(plan, results)]


def test_usual_cycle_asks_for_nothing_more(make_plan):
    assert codes(make_plan()) == []


@pytest.mark.parametrize(
    ("target", "number", "expected"),
    [
        ("12", 12, ["no_words"]),
        ("Dipakai di seluruh loket", None, ["no_number"]),
        ("12 dokumen yang dipakai di loket", 12, []),
        ("12 dokumen yang dipakai di loket", None, ["no_number"]),
    ],
)
def test_both_measures(make_plan, asking, target, number, expected):
    asking(CycleOption.BOTH_MEASURES)
    plan = make_plan(results=1)
    row = plan.planned_results.get().indicators.get()
    row.target_text, row.target_min = target, number
    row.save()

    assert codes(plan) == expected


def test_two_indicators_measure_together(make_plan, asking):
    asking(CycleOption.BOTH_MEASURES)
    plan = make_plan(results=1)
    plan.planned_results.get().indicators.create(
        statement="Mutu", target_text="Dipakai di seluruh loket"
    )

    assert codes(plan) == []


def test_in_words_a_number_may_stand_in_the_text(make_plan, asking):
    asking(CycleOption.BOTH_MEASURES)
    plan = make_plan(results=1)
    WorkPlan.objects.filter(pk=plan.pk).update(approach="QUALITATIVE")
    plan.planned_results.get().indicators.update(
        target_min=None, target_text="12 dokumen yang dipakai di loket"
    )

    assert codes(plan) == []


@pytest.mark.parametrize(
    ("kind", "leader", "expected"),
    [("MAIN", "", ["not_cascaded"]), ("MAIN", "Layanan prima", []), ("ADDITIONAL", "", [])],
)
def test_cascaded(make_plan, asking, kind, leader, expected):
    asking(CycleOption.CASCADED)
    plan = make_plan(results=2)
    first, second = plan.planned_results.in_form_order()
    first.leaders_result = "Layanan prima"
    first.save()
    second.kind, second.leaders_result = kind, leader
    second.save()

    assert codes(plan) == expected


def test_incomplete_plan_is_refused_with_what_to_do(make_plan, asking, ani):
    asking(CycleOption.CASCADED)

    with pytest.raises(Refusal) as refusal:
        propose_work_plan(work_plan=make_plan(results=1), actor=actor_for(ani), at=JANUARY)

    assert refusal.value.code == "not_cascaded"
    assert "Rencana hasil kerja ke-1" in str(refusal.value)


def test_page_lists_everything_with_links(sign_in, ani, make_plan, asking):
    asking(CycleOption.CASCADED, CycleOption.BOTH_MEASURES)
    plan = make_plan(results=2)

    response = sign_in(ani).get(plan.get_absolute_url())

    assert len(response.context["sheet"].gaps) == 4
    assert "Lengkapi sebelum mengajukan:" in response.text
    assert "skp/ajukan" not in response.text
