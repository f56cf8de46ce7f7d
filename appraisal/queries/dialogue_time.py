"""The time of a dialogue: what to ask about it once, and which day a decision names."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, Holiday
from appraisal.choices import DECIDED_STAGES
from appraisal.models import PerformanceDialogue, PublishedResult
from appraisal.rules.meeting_time import Doubt, doubts


def question_about(starts_at, minutes, today):
    """Return what is unusual about a time and what to do if it is meant so, or nothing; one query."""
    local = timezone.localtime(starts_at)
    holidays = dict(Holiday.objects.filter(date=local.date()).values_list("date", "name"))
    found = doubts(local, minutes, today, holidays)
    if not found:
        return ""
    words = words_of(local, minutes, holidays)
    return " ".join([*(words[doubt] for doubt in found), way_on(found)])


def words_of(local, minutes, holidays):
    """Return a sentence for each kind of doubt."""
    told = {
        "day": date_format(local, "l, j F Y"),
        "name": holidays.get(local.date(), ""),
        "from": date_format(local, "TIME_FORMAT"),
        "until": date_format(local + timedelta(minutes=minutes), "TIME_FORMAT"),
    }
    return {
        Doubt.PAST: _("%(day)s is over.") % told,
        Doubt.WEEKEND: _("%(day)s is on a weekend.") % told,
        Doubt.HOLIDAY: _("%(day)s is a holiday (%(name)s).") % told,
        Doubt.HOURS: _("%(from)s to %(until)s lies outside working hours.") % told,
    }


def way_on(found):
    """Return what to do if the time is meant as it was typed."""
    if Doubt.PAST in found:
        return _("If the two of you talked then, press the button again: the day is kept as held.")
    return _("If that is what you mean, press the button again.")


def question_about_action(agreed, others, today):
    """Return what is unusual about something agreed, beside the other actions, or nothing."""
    found = []
    if agreed["due_date"] < today:
        told = {"day": date_format(agreed["due_date"], "l, j F Y")}
        found.append(_("%(day)s is over.") % told)
    same = (agreed["text"].strip().casefold(), agreed["owner"])
    if same in {(row.text.casefold(), row.owner) for row in others}:
        found.append(_("This action stands in the list already."))
    return " ".join([*found, way_on(())]) if found else ""


def held_day(evaluation, at):
    """Return the day of the dialogue if it was held by then: it had begun, and notes are written."""
    rows = PerformanceDialogue.objects.filter(evaluation=evaluation, starts_at__lte=at)
    held = rows.exclude(notes="").first()
    return timezone.localdate(held.starts_at) if held else None


def frozen_day(evaluation):
    """Return the day of the dialogue that the decision in force names, or None."""
    if evaluation.stage not in DECIDED_STAGES:
        return None
    rows = PublishedResult.objects.filter(evaluation=evaluation).newest_first()
    day = rows.values_list("snapshot__dialogue__date", flat=True).first()
    return date.fromisoformat(day) if day else None


def last_writer(dialogue):
    """Return who changed the record last, or None."""
    rows = AuditEvent.objects.filter(
        subject_label=PerformanceDialogue._meta.label, subject_id=dialogue.public_id
    )
    event = rows.select_related("actor").order_by("-pk").first()
    return event.actor if event else None
