"""Whom somebody asks for more time, before a deadline and after it."""

from urllib.parse import quote, urlencode

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.queries.hr_contact import hr_of_unit
from appraisal.choices import EvaluationStage, Phase, WorkPlanStage
from appraisal.models import WorkPlan
from appraisal.queries.windows import window_for


def own_phase(record):
    """Return the phase in which the owner of a plan or an evaluation acts now, or None."""
    if isinstance(record, WorkPlan):
        return Phase.PLAN if record.stage == WorkPlanStage.DRAFT else None
    return Phase.SELF_ASSESSMENT if record.stage == EvaluationStage.SELF_ASSESSMENT else None


def own_window(record):
    """Return the window of the owner's open step, with the last day that holds for them, or None."""
    phase = own_phase(record)
    return window_for(record, phase) if phase else None


def whom_to_ask(record, on):
    """Return the HR administrators of the unit of a record, the nearest first; two queries."""
    return hr_of_unit(record.org_unit_id, on=on, without=record.employee_id)


def mail_to_ask(employee, cycle, window):
    """Return subject and body of a mail that asks for more time, encoded for an address."""
    told = {
        "name": employee.full_name,
        "phase": window.get_phase_display(),
        "cycle": cycle.name,
        "day": formats.date_format(window.closes_date),
    }
    subject = _("More time for %(phase)s, %(cycle)s: %(name)s") % told
    lines = (
        _("I need more time for %(phase)s, %(cycle)s. My deadline is %(day)s.") % told,
        _("New deadline that I ask for:"),
        _("Reason:"),
        told["name"],
    )
    return urlencode({"subject": subject, "body": "\r\n\r\n".join(lines)}, quote_via=quote)
