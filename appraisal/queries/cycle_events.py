"""What happened to a cycle lately, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEvent
from appraisal.choices import Phase
from appraisal.models import AppraisalCycle, UnitAchievement

WORDS = {
    "create_cycle": gettext_lazy("Cycle prepared"),
    "update_cycle": gettext_lazy("Name, period or template changed"),
    "choose_participants": gettext_lazy("Participants chosen"),
    "copy_cycle": gettext_lazy("Copied from an earlier cycle"),
    "set_windows": gettext_lazy("Phases and deadlines set"),
    "set_parts": gettext_lazy("Parts and questions chosen"),
    "start_trial": gettext_lazy("Trial begun with %(people)s"),
    "end_trial": gettext_lazy("Trial ended"),
    "close_cycle": gettext_lazy("Cycle closed"),
    "archive_cycle": gettext_lazy("Cycle archived"),
    "bring_back_cycle": gettext_lazy("Cycle back in the list"),
    "extend_window": gettext_lazy("Deadline of “%(phase)s” moved for %(whom)s"),
    "exclude_people": gettext_lazy("%(people)s left out by name"),
    "take_back": gettext_lazy("%(people)s taken in again"),
    "open_cycle": gettext_lazy("Cycle opened for %(people)s"),
    "add_participants": gettext_lazy("%(people)s joined late"),
    "open_evaluations": gettext_lazy("Self-assessment opened for %(people)s"),
    "record_achievement": gettext_lazy("Achievement of %(unit)s recorded"),
    "correct_achievement": gettext_lazy("Achievement of %(unit)s corrected"),
}


@dataclass(frozen=True, slots=True)
class RecentEvent:
    """One line of the list."""

    title: str
    at: datetime
    actor: str


def recent_events(cycle, tree, limit=5):
    """Return the last events of a cycle and of the achievements recorded in it, newest first."""
    achievements = UnitAchievement.objects.filter(period__cycle=cycle)
    events = AuditEvent.objects.filter(
        Q(subject_label=AppraisalCycle._meta.label, subject_id=cycle.public_id)
        | Q(
            subject_label=UnitAchievement._meta.label,
            subject_id__in=achievements.values("public_id"),
        )
    )
    concerned = achievements.filter(public_id=OuterRef("subject_id")).values("org_unit")
    events = events.filter(action__in=WORDS).annotate(unit=Subquery(concerned))
    events = events.select_related("actor").order_by("-at", "-pk")[:limit]
    by_id = {public_id: tree.names.get(key) for key, public_id in tree.public_ids.items()}
    return [
        RecentEvent(in_words(event, tree.names, by_id), event.at, event.actor.name)
        for event in events
    ]


def in_words(event, names, by_id):
    """Return what happened, with the unit or the number of people it concerned."""
    count = event.data.get("people", len(event.data.get("employees", ())))
    people = _("1 person") if count == 1 else _("%(count)s people") % {"count": count}
    words = {"people": people, "unit": names.get(event.unit, "")}
    if event.action == "extend_window":
        words |= {"phase": Phase(event.data["phase"]).label, "whom": whom(event, by_id)}
    return str(WORDS[event.action]) % words


def whom(event, by_id):
    """Return for whom a deadline moved: a unit by its name, one person, or everybody."""
    if unit := event.data.get("unit"):
        return by_id.get(unit, _("one unit"))
    return _("1 person") if event.data.get("employee") else _("everybody")
