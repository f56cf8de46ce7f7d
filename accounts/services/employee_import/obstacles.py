"""What stands in the way of taking an import back: what happened since, by name."""

from collections import defaultdict

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from accounts.models import (
    Assignment,
    Employee,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
)
from accounts.queries.references import relations_to
from accounts.services.employee_import.trace import FIELDS, Step, snapshot

MOST_NAMED = 200
OWNERS = {
    Employee: (Employee, None),
    Assignment: (Employee, "employee_id"),
    ReportingLine: (Employee, "employee_id"),
    OrgUnitTerm: (OrgUnit, "unit_id"),
}
# What speaks of a person without anybody having done anything, and goes with the person.
OF_THEMSELVES = frozenset(
    {
        "accounts.AccessRecord.subject",
        "accounts.Notification.recipient",
        "accounts.SignInCode.employee",
        # looked at row by row in `changed_since`
        "accounts.Assignment.employee",
        "accounts.OrgUnitTerm.unit",
        "accounts.ReportingLine.assignment",
        "accounts.ReportingLine.employee",
    }
)
REASONS = {
    "changed": gettext_lazy("The data was changed after the import."),
    "places": gettext_lazy("Post or supervisor was changed after the import."),
    "unit": gettext_lazy("Name or place of the unit was changed after the import."),
    "signed_in": gettext_lazy("This person has signed in since."),
    "decided": gettext_lazy("The supervisor of the import has already acted: %(what)s."),
    "used": gettext_lazy("Something was recorded since: %(what)s."),
}


def checks_of(trace, ignored=frozenset()):
    """Return the checks one by one, each a function that returns [(model, key, reason, what)]."""
    checks = [lambda: changed_since(trace), lambda: signed_in(trace)]
    for model in (Employee, Assignment, OrgUnit):
        keys = trace.keys(model, Step.CREATED)
        for relation in relations_to(model) if keys else ():
            if name_of(relation) not in OF_THEMSELVES | ignored:
                checks.append(lambda m=model, r=relation: used_since(trace, m, r))
    return checks


def name_of(relation):
    """Return app.Model.field of a relation."""
    return f"{relation.related_model._meta.label}.{relation.field.name}"


def changed_since(trace):
    """Return what is no longer as the import left it."""
    now = snapshot(trace.scope())
    return [found for model in OWNERS for found in changed_rows(model, trace, now[model])]


def changed_rows(model, trace, now):
    """Return the rows of a model that were changed, removed or added after the import."""
    left = dict(trace.rows(model, Step.CREATED))
    left |= {key: pair[1] for key, pair in trace.rows(model, Step.CHANGED).items()}
    known = left.keys() | trace.rows(model, Step.KEPT).keys()
    others = {key for key in left if not same(now.get(key), left[key])} | (now.keys() - known)
    owner, column = OWNERS[model]
    why = {Employee: "changed", OrgUnitTerm: "unit"}.get(model, "places")
    return [
        (owner, (now.get(key) or left[key])[column] if column else key, why, "")
        for key in sorted(others)
    ]


def same(now, left):
    """Tell whether a row is as the import left it, in the fields that the import wrote."""
    return now is not None and all(now[name] == value for name, value in left.items())


def signed_in(trace):
    """Return the people of the import who have signed in."""
    created = Employee.objects.filter(pk__in=trace.keys(Employee, Step.CREATED))
    used = Q(last_login__isnull=False) | Q(sign_in_codes__used_at__isnull=False)
    keys = created.filter(used).order_by("pk").values_list("pk", flat=True).distinct()
    return [(Employee, key, "signed_in", "") for key in keys]


def used_since(trace, model, relation):
    """Return whose rows something speaks of that the import did not write."""
    related, name = relation.related_model, relation.field.name
    keys = trace.keys(model, Step.CREATED)
    rows = related.objects.filter(**{f"{name}__in": keys})
    if related in FIELDS:
        rows = rows.exclude(pk__in=trace.keys(related, Step.CREATED, Step.CHANGED))
    found = sorted(set(rows.order_by().values_list(relation.field.attname, flat=True)))
    owner, column = OWNERS.get(model, (model, None))
    stored = trace.rows(model, Step.CREATED)
    label = related._meta.label
    return [(owner, stored[key][column] if column else key, "used", label) for key in found]


def named(found):
    """Return obstacles as a batch stores them: each person or unit once, sorted by name."""
    reasons = defaultdict(dict)
    for model, key, why, what in found:
        reasons[model, key][why, what] = None
    names = names_of({key for model, key in reasons if model is Employee})
    units = unit_names({key for model, key in reasons if model is OrgUnit})
    return sorted(
        (
            {
                "who": (names if model is Employee else units).get(key, "-"),
                "why": [list(one) for one in said],
            }
            for (model, key), said in reasons.items()
        ),
        key=lambda one: one["who"].lower(),
    )


def names_of(keys):
    """Return {key: name} of people."""
    people = Employee.objects.filter(pk__in=keys).order_by(Lower("name"), "pk")
    return dict(people.values_list("pk", "name"))


def unit_names(keys):
    """Return {key: newest name} of units."""
    terms = OrgUnitTerm.objects.filter(unit__in=keys).order_by("from_date")
    return dict(terms.values_list("unit_id", "name"))


def described(obstacle):
    """Return a stored obstacle in the words of the reader."""
    return {"who": obstacle["who"], "why": [in_words(*one) for one in obstacle["why"]]}


def in_words(why, what):
    """Return a reason as a sentence."""
    words = str(apps.get_model(what)._meta.verbose_name) if what else ""
    return str(REASONS[why]) % {"what": words}
