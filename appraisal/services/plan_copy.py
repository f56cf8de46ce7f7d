"""Copy planned results into a draft: from an earlier plan, from a colleague, from the library."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import PlanApproach, ResultKind
from appraisal.models import Indicator, PlannedResult
from appraisal.services.work_plan import next_position, open_for_writing, raise_revision

MOST_COPIED = 20
NUMBERS = ("target_min", "target_max", "unit_of_measure", "aspect")


@transaction.atomic
def copy_results(*, work_plan, sources, actor, at, expected_revision=None):
    """Add results to a draft, after what is there; return (copied, left out because it is there).

    `sources` are planned results or results of the library, chosen among what the actor may copy.
    """
    open_for_writing(work_plan, actor, expected_revision)
    refuse_number(sources)
    known = set(work_plan.planned_results.values_list("statement", flat=True))
    fresh = [row for row in sources if row.statement not in known]
    write_results(work_plan, fresh)
    if fresh:
        raise_revision(work_plan)
        record_event(subject=work_plan, action="copy_results", actor=actor, at=at, count=len(fresh))
    return fresh, [row for row in sources if row.statement in known]


def refuse_number(sources):
    """Refuse to copy nothing, or more than a plan can hold."""
    if not sources:
        raise Refusal(_("Choose at least one result."), code="nothing_chosen")
    if len(sources) > MOST_COPIED:
        raise Refusal(_("Twenty results at once are the most."), code="too_many")


def write_results(work_plan, sources, **more):
    """Write copies of results with their indicators, with one INSERT each."""
    first = next_position(work_plan)
    copies = PlannedResult.objects.bulk_create(
        PlannedResult(
            work_plan=work_plan,
            position=first + step,
            kind=getattr(row, "kind", ResultKind.MAIN),
            statement=row.statement,
            leaders_result=row.leaders_result,
            **more,
        )
        for step, row in enumerate(sources)
    )
    Indicator.objects.bulk_create(
        Indicator(planned_result=copy, **fitting(measure.values(), work_plan.approach))
        for row, copy in zip(sources, copies, strict=True)
        for measure in row.indicators.all()
    )
    return copies


def fitting(values, approach):
    """Return the columns of an indicator for a plan of an approach: in words, numbers become text."""
    if approach == PlanApproach.QUANTITATIVE:
        return values
    spoken = f"{values['target_text']} {values['unit_of_measure']}".strip()
    kept = {name: value for name, value in values.items() if name not in NUMBERS}
    return kept | {"target_text": spoken[:300]}
