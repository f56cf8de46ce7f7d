"""What is wrong or remarkable with the dates of phases, in words."""

from django.utils.translation import gettext as _

from appraisal.choices import Phase
from appraisal.rules.phases import FaultCode


def fault_words(fault):
    """Say what is wrong with the dates of a phase, and what to do."""
    names = {"phase": Phase(fault.phase).label}
    if fault.earlier:
        names["earlier"] = Phase(fault.earlier).label
    match fault.code:
        case FaultCode.MISSING:
            text = _("%(phase)s: write the first and the last day")
        case FaultCode.CLOSES_BEFORE_OPENS:
            text = _("%(phase)s: the last day lies before the first day")
        case FaultCode.BEFORE_PERIOD:
            text = _("%(phase)s: begins before the period that is appraised")
        case FaultCode.OPENS_BEFORE_EARLIER_PERIOD:
            text = _("%(phase)s: begins before that of the period before")
        case FaultCode.OPENS_BEFORE_EARLIER_PHASE:
            text = _("%(phase)s: begins before “%(earlier)s” begins")
        case FaultCode.CLOSES_BEFORE_EARLIER_PHASE:
            text = _("%(phase)s: ends before “%(earlier)s” ends")
        case _unused:
            text = _("%(phase)s: begins while “%(earlier)s” is still open")
    return text % names


def overlap_words(earlier, later):
    """Say that one phase begins while another runs, and what it means."""
    names = {"earlier": Phase(earlier).label, "later": Phase(later).label}
    return _("“%(later)s” may begin early, for whoever has finished “%(earlier)s”") % names


def window_words(window, today):
    """Return "Day 8 of 19 of self-assessment"."""
    return _("Day %(day)s of %(days)s of %(phase)s") % {
        "day": (today - window.opens_date).days + 1,
        "days": (window.closes_date - window.opens_date).days + 1,
        "phase": inside_sentence(window.get_phase_display()),
    }


def inside_sentence(title):
    """Return a title as it stands inside a sentence; an abbreviation keeps its capitals."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
