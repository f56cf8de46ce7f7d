"""Why somebody has no plan in the running cycle, and what to do about it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.choices import EmployeeKind
from accounts.queries.reporting_line import definitive_assignment
from appraisal.models import AppraisalCycle, CycleExclusion
from appraisal.queries.participants import eligible


@dataclass(frozen=True, slots=True)
class Absence:
    """One sentence on what is so, and one on what happens next."""

    title: str
    text: str
    asks_hr: bool = True  # whether the person should ask HR


def why_no_plan(actor):
    """Return why the actor has no plan in the newest running cycle that is no trial."""
    cycle = (
        AppraisalCycle.objects.running().filter(trial_of=None).order_by("-from_date", "-pk").first()
    )
    if cycle is None:
        return Absence(
            _("No appraisal cycle is running"),
            _("Your work plan (SKP) appears here as soon as HR opens the next cycle."),
            asks_hr=False,
        )
    return why_not_in(cycle, actor)


def why_not_in(cycle, actor):
    """Return why the actor is not in a cycle that runs."""
    employee, names = actor.employee, {"cycle": cycle.name}
    title = _("You do not take part in %(cycle)s") % names
    if employee.kind != EmployeeKind.ASN:
        text = _(
            "Officials without NIP agree plans and give ratings here, but are rated elsewhere."
        )
        return Absence(title, text, asks_hr=False)
    exclusion = CycleExclusion.objects.filter(cycle=cycle, employee=employee).first()
    if exclusion:
        return Absence(title, _("HR left you out: %(reason)s") % {"reason": exclusion.reason})
    if definitive_assignment(employee, actor.on) is None:
        return Absence(title, _("No definitive post is recorded for you."))
    if not eligible(cycle, actor.on).filter(employee=employee).exists():
        return Absence(title, _("Your unit or your kind of employment is not part of it."))
    return Absence(title, _("Your plan has not been created yet; HR can add you to the cycle."))
