"""What setting levels for several positions at once would change."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import JobPosition
from competency.models import Competency, PositionStandard


@dataclass(frozen=True, slots=True)
class LevelChange:
    """One level of one position, before and after; `own` is the row of the position itself."""

    position: JobPosition
    competency: Competency
    before: int | None
    after: int
    own: PositionStandard | None
    is_blocked: bool  # a later level is already planned
    is_before_its_competency: bool = False  # the dictionary does not hold it yet on the day

    @property
    def is_same(self):
        """Tell whether nothing changes."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """All levels that were asked for, by what becomes of them."""

    changes: list
    same: list
    blocked: list
    too_early: list  # these have a level today, so another one holds from tomorrow

    @property
    def positions(self):
        """Return the positions that change, with their changes."""
        found = defaultdict(list)
        for change in self.changes:
            found[change.position].append(change)
        return list(found.items())


def bulk_plan(positions, levels, from_date, today):
    """Plan the same {competency: level} for positions from a day on; three queries at any size."""
    return plan_of(dict.fromkeys(positions, levels), from_date, today)


def plan_of(wanted, from_date, today):
    """Plan {position: {competency: level}} from a day on; three queries at any size."""
    rows = level_changes(wanted, from_date)
    asked = [row for row in rows if not row.is_same and not row.is_blocked]
    held = present_levels(wanted, today) if from_date <= today else set()
    return BulkPlan(
        changes=asked,
        same=[row for row in rows if row.is_same and not row.is_blocked],
        blocked=[row for row in rows if row.is_blocked],
        too_early=[
            row
            for row in asked
            if (row.position.pk, row.competency.pk) in held or row.is_before_its_competency
        ],
    )


def level_changes(wanted, from_date):
    """Return what each position and competency has on the day and shall have."""
    own, of_kind = rows_on(wanted, from_date)
    later = set(
        PositionStandard.objects.filter(
            job_position__in=wanted, competency__in=competencies_in(wanted), from_date__gt=from_date
        ).values_list("job_position_id", "competency_id")
    )
    changes = []
    for position, levels in wanted.items():
        for competency, level in levels.items():
            row = own.get((position.pk, competency.pk))
            kind = of_kind.get((position.kind, position.functional_grade, competency.pk))
            current = row or kind
            before = current.level if current else None
            blocked = (position.pk, competency.pk) in later
            early = from_date < (competency.from_date or from_date)
            changes.append(LevelChange(position, competency, before, level, row, blocked, early))
    return changes


def competencies_in(wanted):
    """Return every competency that is asked of some position."""
    return {competency for levels in wanted.values() for competency in levels}


def present_levels(wanted, today):
    """Return the (position, competency) that have a level today, own or of the kind."""
    own, of_kind = rows_on(wanted, today)
    by_kind = {
        (position.pk, competency.pk)
        for position, levels in wanted.items()
        for competency in levels
        if (position.kind, position.functional_grade, competency.pk) in of_kind
    }
    return by_kind | set(own)


def rows_on(wanted, on):
    """Return the rows in force on a day: of positions, and of their kinds; one query."""
    kinds = {position.kind for position in wanted}
    rows = PositionStandard.objects.in_force(on).filter(
        Q(job_position__in=wanted) | Q(position_kind__in=kinds),
        competency__in=competencies_in(wanted),
    )
    own, of_kind = {}, {}
    for row in rows:
        if row.job_position_id:
            own[row.job_position_id, row.competency_id] = row
        else:
            of_kind[row.position_kind, row.functional_grade, row.competency_id] = row
    return own, of_kind
