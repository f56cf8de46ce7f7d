"""What a cycle asks of people, in words: parts, stories, criteria, options, periods with their days."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.choices import CycleOption, Part, Phase
from appraisal.models import EvaluationPeriod
from appraisal.queries.period import periods_of
from appraisal.queries.phases import words_of_range

OPTION_SENTENCES = {
    CycleOption.BOTH_MEASURES: gettext_lazy(
        "Every planned result is measured twice: by numbers and in words."
    ),
    CycleOption.CASCADED: gettext_lazy(
        "Every main result names the leader's result that it serves."
    ),
    CycleOption.BLIND_FIRST: gettext_lazy(
        "Your supervisor marks first: your own mark and examples of an item show only after that."
    ),
    CycleOption.INTEGRITY_FIRST: gettext_lazy(
        "Among the competencies, integrity is asked about first."
    ),
}


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Something that is asked for, and whether it must be there."""

    label: str
    word: str


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One evaluation: the time it looks at, and the days of its phases."""

    period: EvaluationPeriod
    span: str
    phases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that a cycle asks."""

    parts: tuple[AskedLine, ...] = ()
    narratives: tuple[AskedLine, ...] = ()
    criteria: tuple = ()
    options: tuple[str, ...] = ()
    periods: tuple[PeriodLine, ...] = ()


def asked_of(cycle):
    """Return what a cycle asks; nothing without a cycle."""
    if cycle is None:
        return Asked()
    has_narratives = cycle.has_part(Part.NARRATIVES)
    return Asked(
        parts=part_lines(cycle),
        narratives=narrative_lines(cycle) if has_narratives else (),
        criteria=criteria_of(cycle),
        options=tuple(
            str(OPTION_SENTENCES[option]) for option in CycleOption if cycle.has_option(option)
        ),
        periods=period_lines(cycle),
    )


def words():
    """Return the word for each way in which something is asked."""
    return {
        "required": _("required"),
        "optional": _("optional"),
    }


def part_lines(cycle):
    """Return the parts of a cycle, required or optional; what nobody is asked for is no part."""
    known = words()
    return tuple(
        AskedLine(str(part.label), known[cycle.parts[part]])
        for part in Part
        if cycle.parts.get(part) in known
    )


def narrative_lines(cycle):
    """Return the stories of a cycle, required or optional."""
    known = words()
    return tuple(
        AskedLine(str(kind.label), known[cycle.narratives[kind]])
        for kind in cycle.narrative_kinds()
    )


def criteria_of(cycle):
    """Return the criteria of the agency in their order, when they are asked about."""
    if not cycle.has_part(Part.CRITERIA):
        return ()
    return tuple(cycle.criteria.order_by("position", "pk"))


def period_lines(cycle):
    """Return the evaluations of a cycle in their order, with the days of their phases."""
    windows = {(row.period_id, row.phase): row for row in cycle.windows.all()}
    return tuple(period_line(period, windows) for period in periods_of(cycle))


def period_line(period, windows):
    """Return one evaluation with the phases that have days."""
    found = ((phase, windows.get((period.pk, phase))) for phase in Phase)
    phases = tuple(
        (str(phase.label), words_of_days(window.opens_date, window.closes_date))
        for phase, window in found
        if window
    )
    return PeriodLine(period, words_of_days(period.from_date, period.until_date), phases)


def words_of_days(start: date, end: date):
    """Return a stretch of days with its year."""
    return words_of_range(start, end, year=0)
