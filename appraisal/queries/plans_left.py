"""Which running cycles have a plan of a post that an import ends: told before it is applied."""

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.fields.json import KT

from accounts.choices import AssignmentKind, ImportAction
from accounts.models import ImportRow
from accounts.models.dated import in_force
from appraisal.models import AppraisalCycle, WorkPlan

POST_FIELDS = ("org_unit", "job_position", "position_kind", "is_head")  # one of them: another post
NAMED = 5  # people of a cycle who are named; the others are counted


@dataclass(frozen=True, slots=True)
class PlansLeft:
    """A cycle, and the people whose plan in it stays with the post they leave."""

    cycle: AppraisalCycle
    people: tuple[str, ...]

    @property
    def named(self):
        """Return the first names."""
        return self.people[:NAMED]

    @property
    def others(self):
        """Return how many are not named."""
        return max(len(self.people) - NAMED, 0)


def plans_left_behind(batch):
    """Return the running cycles with plans of posts that an import will end; one query."""
    plans = (
        WorkPlan.objects.filter(
            in_force(batch.effective_date, "assignment__"),
            cycle__in=AppraisalCycle.objects.running().filter(trial_of=None),
            assignment__kind=AssignmentKind.DEFINITIVE,
            assignment__from_date__lt=batch.effective_date,  # one that begins that day is corrected
            employee__nip__in=moved_people(batch),
            version=1,
        )
        .select_related("cycle", "employee")
        .order_by("-cycle__from_date", "cycle_id", "employee__name", "pk")
    )
    found = {}
    for plan in plans:
        found.setdefault(plan.cycle, []).append(plan.employee.name)
    return [PlansLeft(cycle, tuple(people)) for cycle, people in found.items()]


def moved_people(batch):
    """Return the NIPs of the people to whom an import gives another definitive post."""
    moves = Q()
    for field in POST_FIELDS:
        moves |= Q(changes__contains=[[field]])
    rows = ImportRow.objects.filter(moves, batch=batch, action=ImportAction.CHANGED)
    rows = rows.exclude(problems__contains=[{"code": "acting"}])
    return rows.annotate(nip=KT("data__nip")).values("nip")
