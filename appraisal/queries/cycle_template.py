"""The templates as HR chooses among them: what they bring, and what is not there yet."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from appraisal.choices import CycleOption, Part, PeriodKind
from appraisal.models import CycleTemplate
from appraisal.queries.period import periods_of
from appraisal.rules.periods import spans


@dataclass(frozen=True, slots=True)
class TemplateOption:
    """A template with the words beside it."""

    code: str
    public_id: str
    name: str
    summary: str
    is_available: bool
    is_own: bool
    is_archived: bool
    rhythm: str
    parts: str  # what is switched on
    missing: str  # what it asks for and the product does not have yet
    cycles: int = 0  # made from it


def template_options(chosen=None):
    """Return the templates in their order; of the archived only the one that is chosen already."""
    found = list(CycleTemplate.objects.offered())
    if chosen and chosen.archived_at:
        found.append(chosen)
    return [option(template) for template in found]


def all_templates():
    """Return every template with the number of cycles made from it, archived ones last."""
    counted = Count("cycles", filter=Q(cycles__trial_of=None))
    rows = CycleTemplate.objects.annotate(made=counted).order_by("position", "pk")
    rows = sorted(rows, key=lambda row: row.archived_at is not None)
    return [option(row, row.made) for row in rows]


def option(template, cycles=0):
    """Return a template with its parts in words."""
    return TemplateOption(
        code=template.code,
        public_id=template.public_id,
        name=template.title,
        summary=template.about,
        is_available=template.is_available,
        is_own=template.is_own,
        is_archived=template.archived_at is not None,
        rhythm=rhythm_words(template),
        parts=", ".join([*parts_in_words(template, {"required", "optional"}), *options(template)]),
        missing=", ".join(parts_in_words(template, {"unavailable"})),
        cycles=cycles,
    )


def parts_in_words(asking, states):
    """Return the names of the parts in some states, in the order of the process."""
    return [str(part.label) for part in Part if asking.parts.get(part) in states]


def options(template):
    """Return the options that are switched on, in words."""
    return [str(row.label) for row in CycleOption if template.has_option(row)]


def rhythm_words(template):
    """Say how often people are evaluated."""
    kinds = [str(PeriodKind(kind).label) for kind in template.periods]
    return _("%(kind)s evaluation") % {"kind": _(" and ").join(kinds)}


def rhythm_of(cycle):
    """Return the rhythm that HR chose for a cycle, or nothing where it is that of the template."""
    kinds = {period.kind for period in periods_of(cycle)}
    usual = spans(cycle.template.periods, cycle.from_date, cycle.until_date)
    if kinds == {span.kind for span in usual}:
        return ""
    return next(iter(kinds - {PeriodKind.ANNUAL}), PeriodKind.ANNUAL)
