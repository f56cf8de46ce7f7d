"""Find changes: by person, kind of thing, action and time; what happened and to whom, never the content."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent, Employee
from appraisal.models import ProgressEntry
from appraisal.queries.audit_names import (
    audited_models,
    entries_by_hand,
    gone_names,
    kind_of,
    name_of,
    names_of,
    owner_path,
)
from appraisal.queries.audit_words import action_words, subject_words

MOST_PEOPLE = 20  # to choose from
OWN_NOTES = ProgressEntry._meta.label  # the author's until it is chosen as evidence


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the trail in words."""

    at: datetime
    action: str
    kind: str
    name: str
    actor: str
    sequence: int
    subject: str  # "appraisal.WorkPlan:<public id>", as an address carries it


def may_audit(actor):
    """Tell whether somebody reads the trail: auditors and HR administrators of the whole agency."""
    return actor.is_hr_of_everything or Role.AUDITOR in actor.everywhere


def found_events(actor, *, person="", kind="", action="", since=None, until=None, subject=""):
    """Return the events that match, the newest first; a person is named by the public id."""
    events = AuditEvent.objects.select_related("actor").order_by("-at", "-pk")
    if Role.AUDITOR not in actor.everywhere:
        events = events.exclude(subject_label=OWN_NOTES)
    if subject:
        label, _colon, public_id = subject.partition(":")
        events = events.filter(subject_label=label, subject_id=public_id)
    if kind:
        events = events.filter(subject_label=kind)
    if action:
        events = events.filter(action=action)
    if since:
        events = events.filter(at__gte=moment(since))
    if until:
        events = events.filter(at__lt=moment(until + timedelta(days=1)))
    return events.filter(about(person)) if person else events


def moment(day):
    """Return the first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time()))


def people_named(words):
    """Return a few people of this name or NIP, by name."""
    digits = "".join(words.split())
    named = Q(nip__startswith=digits) if digits.isdigit() else Q(name__icontains=words.strip())
    return list(Employee.objects.filter(named).order_by("name", "pk")[:MOST_PEOPLE])


def about(public_id):
    """Return the condition "done by, or done to the record of, this person"."""
    people = Employee.objects.filter(public_id=public_id).values("pk")
    found = Q(actor__in=people)
    for label, model in audited_models().items():
        if path := owner_path(model):
            records = model.objects.filter(**{f"{path}__in": people}).values("public_id")
            found |= Q(subject_label=label, subject_id__in=records)
    return found


def changes(events):
    """Return events in words, with one query per kind of subject among them."""
    events = list(events)
    names, by_hand = names_of(events), entries_by_hand(events)
    gone = gone_names(events, names)
    return [
        Change(
            at=event.at,
            action=str(action_words(event.action, by_hand=event.subject_id in by_hand)),
            kind=kind_of(event, by_hand),
            name=name_of(event, names, gone),
            actor=event.actor.name,
            sequence=event.sequence,
            subject=f"{event.subject_label}:{event.subject_id}",
        )
        for event in events
    ]


def kinds():
    """Return (label, words) of every kind of subject, by its words."""
    pairs = [(label, str(subject_words(label))) for label in audited_models()]
    return sorted(pairs, key=lambda pair: pair[1].lower())
