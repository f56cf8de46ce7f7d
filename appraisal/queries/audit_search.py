"""Find changes: by person, kind of thing, action and time; what happened and to whom, never the content."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import AuditEvent, BackgroundJob, Employee
from appraisal.models import ProgressEntry
from appraisal.queries.audit_days import day_words, days_of
from appraisal.queries.audit_words import action_words, subject_words

APPS = ("accounts", "competency", "appraisal")
OWNERS = (  # where a record names the person it is about
    "employee",
    "evaluation__employee",
    "published_result__evaluation__employee",
    "work_plan__employee",
    "assignment__employee",
    "delegator",
    "recipient",
)
TITLES = ("name", "title", "file_name", "org_unit__code", "competency__name", "code", "number")
GONE = _("not here any more")
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
    events = AuditEvent.objects.select_related("actor").order_by("-pk")
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


@lru_cache(maxsize=1)
def audited_models():
    """Return {label: model} of everything that may be the subject of an event."""
    models = (model for app in APPS for model in apps.get_app_config(app).get_models())
    return {model._meta.label: model for model in models if has_field(model, "public_id")}


def has_field(model, path):
    """Tell whether a model has the first field of a path."""
    try:
        model._meta.get_field(path.partition("__")[0])
    except FieldDoesNotExist:
        return False
    return True


def owner_path(model):
    """Return the way from a record to the person it is about, or nothing."""
    if model is Employee:
        return "pk"
    return next((path for path in OWNERS if has_field(model, path)), "")


def title_path(model):
    """Return the way from a record to its name: that of the person it is about, else its own."""
    owner = owner_path(model)
    if owner and model is not Employee:
        return f"{owner}__name"
    return next((path for path in TITLES if has_field(model, path)), "")


def changes(events):
    """Return events in words, with one query per kind of subject among them."""
    events = list(events)
    names = names_of(events)
    return [
        Change(
            at=event.at,
            action=str(action_words(event.action)),
            kind=kind_of(event),
            name=name_of(event, names),
            actor=event.actor.name,
            sequence=event.sequence,
            subject=f"{event.subject_label}:{event.subject_id}",
        )
        for event in events
    ]


def name_of(event, names):
    """Return the name of what an event is about; of what was deleted, that it is gone."""
    model = audited_models().get(event.subject_label)
    missing = str(GONE) if model and title_path(model) else ""
    return days_of(event) or names.get((event.subject_label, event.subject_id), missing)


def kind_of(event):
    """Return what kind of thing an event is about."""
    return day_words() if days_of(event) else str(subject_words(event.subject_label))


def names_of(events):
    """Return {(label, public id): name} of the subjects that still exist."""
    wanted = {}
    for event in events:
        wanted.setdefault(event.subject_label, set()).add(event.subject_id)
    names = {}
    for label, public_ids in wanted.items():
        model = audited_models().get(label)
        path = title_path(model) if model else ""
        if model is BackgroundJob:
            jobs = BackgroundJob.objects.filter(public_id__in=public_ids)
            names |= {(label, job.public_id): job.title for job in jobs}
        elif path:
            rows = model.objects.filter(public_id__in=public_ids).values_list("public_id", path)
            names |= {(label, public_id): name or "" for public_id, name in rows}
    return names


def kinds():
    """Return (label, words) of every kind of subject, by its words."""
    pairs = [(label, str(subject_words(label))) for label in audited_models()]
    return sorted(pairs, key=lambda pair: pair[1].lower())
