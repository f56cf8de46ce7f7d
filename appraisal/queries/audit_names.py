"""What an event of the trail is about, by name: as it was called then, and also when it is gone."""

from functools import lru_cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from accounts.choices import ImportKind
from accounts.models import AuditEvent, BackgroundJob, Employee, ImportBatch, OrgUnit, OrgUnitTerm
from appraisal.queries.audit_days import day_words, days_of
from appraisal.queries.audit_words import subject_words

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
TITLES = ("name", "title", "file_name", "org_unit", "competency__name", "code", "number")
KEPT = ("name", "person")  # the name, or the id of the person, that an event itself keeps


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


def has_name(label):
    """Tell whether records of a kind have a name at all."""
    model = audited_models().get(label)
    return bool(model and title_path(model))


def name_of(event, names, gone):
    """Return the name of what an event is about as it was then; of what was deleted, that it is gone."""
    key = event.subject_label, event.subject_id
    name = days_of(event) or event.data.get("name") or names.get(key) or gone.get(key, "")
    if key in names or not has_name(event.subject_label):
        return name
    return _("%(name)s, deleted since") % {"name": name} if name else _("not here any more")


def kind_of(event, by_hand):
    """Return what kind of thing an event is about."""
    if days_of(event):
        return day_words()
    if event.subject_id in by_hand:
        return str(ImportKind.BY_HAND.label)
    return str(subject_words(event.subject_label))


def names_of(events):
    """Return {(label, public id): name} of the subjects that still exist, a query per kind."""
    wanted = {}
    for event in events:
        wanted.setdefault(event.subject_label, set()).add(event.subject_id)
    return {
        (label, public_id): name or ""
        for label, public_ids in wanted.items()
        for public_id, name in named(audited_models().get(label), public_ids)
    }


def named(model, public_ids):
    """Return (public id, name) of the records of one kind that still exist."""
    if model is BackgroundJob:
        return [(job.public_id, job.title) for job in of_those(model, public_ids)]
    if model is None or not (path := title_path(model)):
        return []
    if model is OrgUnit or path == "org_unit":
        return unit_names(model, public_ids, "pk" if model is OrgUnit else path)
    return of_those(model, public_ids).values_list("public_id", path)


def of_those(model, public_ids):
    """Return the records of these public ids."""
    return model.objects.filter(public_id__in=public_ids)


def unit_names(model, public_ids, path):
    """Return (public id, the last name of the unit) of units, or of records about a unit."""
    terms = OrgUnitTerm.objects.filter(unit=OuterRef(path)).order_by("-from_date")
    last = Subquery(terms.values("name")[:1])
    return (
        of_those(model, public_ids).annotate(unit_name=last).values_list("public_id", "unit_name")
    )


def gone_names(events, names):
    """Return {(label, public id): last known name} of the subjects that were deleted."""
    keys = {(event.subject_label, event.subject_id) for event in events} - names.keys()
    keys = {(label, public_id) for label, public_id in keys if has_name(label)}
    if not keys:
        return {}
    labels, public_ids = zip(*keys, strict=True)
    rows = AuditEvent.objects.filter(subject_label__in=labels, subject_id__in=public_ids)
    rows = rows.filter(data__has_any_keys=KEPT).order_by("pk")
    kept = {(row.subject_label, row.subject_id): row.data for row in rows}
    ids = {data["person"] for data in kept.values() if "person" in data}
    people = dict(of_those(Employee, ids).values_list("public_id", "name")) if ids else {}
    return {
        key: data.get("name") or people.get(data.get("person"), "") for key, data in kept.items()
    }


def entries_by_hand(events):
    """Return the public ids of those imports that are one employee, entered by hand."""
    ids = {event.subject_id for event in events if event.subject_label == ImportBatch._meta.label}
    by_hand = ImportBatch.objects.filter(public_id__in=ids, kind=ImportKind.BY_HAND)
    return set(by_hand.values_list("public_id", flat=True)) if ids else set()
