"""The templates as HR chooses among them: what they bring, and what is not there yet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from appraisal.choices import Part, PeriodKind
from appraisal.models import CycleTemplate


@dataclass(frozen=True, slots=True)
class TemplateOption:
    """A template with the words beside it."""

    code: str
    name: str
    summary: str
    is_available: bool
    parts: str  # what is switched on
    missing: str  # what it asks for and the product does not have yet


def template_options():
    """Return all templates in their order."""
    return [option(template) for template in CycleTemplate.objects.order_by("position", "pk")]


def option(template):
    """Return a template with its parts in words."""
    return TemplateOption(
        code=template.code,
        name=template.name,
        summary=template.summary,
        is_available=template.is_available,
        parts=", ".join(parts_in_words(template, {"required", "optional"})),
        missing=", ".join([*parts_in_words(template, {"unavailable"}), *periods(template)]),
    )


def parts_in_words(template, states):
    """Return the names of the parts in some states, in the order of the process."""
    return [str(part.label) for part in Part if template.parts.get(part) in states]


def periods(template):
    """Return the rhythms that a template needs besides the year."""
    return [
        _("%(kind)s evaluation") % {"kind": PeriodKind(kind).label}
        for kind in template.periods
        if kind != PeriodKind.ANNUAL
    ]
