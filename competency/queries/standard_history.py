"""What a post required before, requires now and will require, and what ending a level means."""

from dataclasses import dataclass

from accounts.models import JobPosition
from competency.models import PositionStandard


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One level of a post in its time; `state` is past, now or planned."""

    standard: PositionStandard
    state: str
    may_end: bool
    may_take_back: bool


def post_of(standard):
    """Return what identifies the post of a standard."""
    if standard.job_position_id:
        return {"job_position": standard.job_position}
    return {
        "position_kind": standard.position_kind,
        "functional_grade": standard.functional_grade,
        "job_position": None,
    }


def history_of(standard, on):
    """Return all levels of a post in a competency, the newest first; one query."""
    rows = PositionStandard.objects.filter(competency=standard.competency, **post_of(standard))
    return history_lines(list(rows.order_by("-from_date", "-pk")), on)


def history_of_position(position, on):
    """Return all levels that one position had of its own, competency by competency; one query."""
    rows = PositionStandard.objects.filter(job_position=position).select_related("competency")
    order = ("competency__position", "competency__version", "competency_id", "-from_date", "-pk")
    return history_lines(list(rows.order_by(*order)), on)


def history_lines(rows, on):
    """Return rows with what may be done with them; the newest of each competency comes first."""
    newest = {}
    for row in rows:
        newest.setdefault(row.competency_id, row)
    return [line_of(row, row is newest[row.competency_id], on) for row in rows]


def line_of(row, is_last, on):
    """Return one line."""
    return HistoryLine(
        row,
        state_of(row, on),
        may_end=is_last and row.until_date is None,
        may_take_back=is_last and may_take_back(row, on),
    )


def state_of(row, on):
    """Return past, now or planned."""
    if row.from_date > on:
        return "planned"
    return "past" if row.until_date and row.until_date < on else "now"


def is_followed(standard):
    """Tell whether another level of the same post and competency comes after a row."""
    rows = PositionStandard.objects.filter(competency=standard.competency, **post_of(standard))
    return rows.filter(from_date__gt=standard.from_date).exists()


def may_take_back(standard, on):
    """Tell whether the end of a level still lies ahead: it holds today or begins later."""
    return standard.until_date is not None and standard.until_date >= on


def level_of_kind(standard, on):
    """Return the level that a single position falls back to on a day, None without one."""
    position = standard.job_position
    rows = PositionStandard.objects.in_force(on).filter(
        competency=standard.competency,
        job_position=None,
        position_kind=position.kind,
        functional_grade=position.functional_grade,
    )
    return rows.values_list("level", flat=True).first()


def positions_left_without(standard, on):
    """Return how many positions of a kind have no level of their own on a day."""
    own = PositionStandard.objects.in_force(on).filter(
        competency=standard.competency, job_position__isnull=False
    )
    posts = JobPosition.objects.filter(
        kind=standard.position_kind, functional_grade=standard.functional_grade
    )
    return posts.exclude(pk__in=own.values("job_position")).count()
