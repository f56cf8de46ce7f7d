"""Filters of the employee list and of the log of openings."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import AccessKind, AccessRole, EmploymentKind, Role
from accounts.models import AccessRecord, Employee, RoleGrant
from accounts.queries.employee import holding, outside_line, without_line
from accounts.rules.ranks import PPPK_GRADES, RANKS

LINES = (
    ("none", _("without a supervisor")),
    ("outside", _("rated outside the system")),
)
HEADS = (("yes", _("heads of units")),)


class EmployeeFilter(django_filters.FilterSet):
    """Search by name or NIP; unit with sub-units, employment, rank, supervisor, head."""

    q = django_filters.CharFilter(label=_("Name or NIP"), method="search")
    unit = django_filters.ChoiceFilter(
        label=_("Work unit"), method="in_unit", empty_label=_("All units")
    )
    employment_kind = django_filters.ChoiceFilter(
        label=_("Employment"), choices=EmploymentKind.choices, empty_label=_("All")
    )
    rank = django_filters.ChoiceFilter(
        label=_("Rank"),
        choices=[(rank, rank) for rank in (*RANKS, *PPPK_GRADES)],
        empty_label=_("All ranks"),
    )
    line = django_filters.ChoiceFilter(
        label=_("Supervisor"), choices=LINES, method="by_line", empty_label=_("All")
    )
    head = django_filters.ChoiceFilter(
        label=_("Head of unit"), choices=HEADS, method="heads", empty_label=_("All")
    )

    class Meta:
        model = Employee
        fields = ("q", "unit", "employment_kind", "rank", "line", "head")

    def __init__(self, *args, on, tree, unit_ids, **kwargs):
        """Keep the day and the tree; `unit_ids` maps the public ids of units to primary keys."""
        super().__init__(*args, **kwargs)
        self.on, self.tree, self.unit_ids = on, tree, unit_ids
        public_ids = {pk: public_id for public_id, pk in unit_ids.items()}
        self.filters["unit"].extra["choices"] = [
            (public_ids[pk], f"{'– ' * depth}{tree.names[pk]}") for pk, depth in tree.depth_first()
        ]

    def search(self, people, _name, text):
        """Find part of a name, or the beginning of a NIP, however it is spaced."""
        digits = "".join(text.split())
        condition = Q(name__icontains=" ".join(text.split()))
        return people.filter(
            condition | Q(nip__startswith=digits) if digits.isdigit() else condition
        )

    def in_unit(self, people, _name, public_id):
        """Keep who holds a post in a unit or below."""
        units = self.tree.with_descendants(self.unit_ids[public_id])
        return people.filter(holding(self.on, org_unit__in=units))

    def by_line(self, people, _name, value):
        """Keep who has no supervisor, or one outside the system."""
        return people.filter(without_line(self.on) if value == "none" else outside_line(self.on))

    def heads(self, people, _name, _value):
        """Keep heads of units."""
        return people.filter(holding(self.on, is_head=True))


WRITE_A_DATE = _("Write a date such as 28/02/2026")


class OpeningFilter(django_filters.FilterSet):
    """Who opened, whose data, what, as what, on which days."""

    viewer = django_filters.CharFilter(label=_("Opened by"), method="by_person")
    subject = django_filters.CharFilter(label=_("Data of"), method="by_person")
    kind = django_filters.ChoiceFilter(
        label=_("What"), choices=AccessKind.choices, empty_label=_("All")
    )
    role = django_filters.ChoiceFilter(
        label=_("As"), choices=AccessRole.choices, empty_label=_("All")
    )
    since = django_filters.DateFilter(
        label=_("From"),
        field_name="on_date",
        lookup_expr="gte",
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"invalid": WRITE_A_DATE},
    )
    until = django_filters.DateFilter(
        label=_("Until"),
        field_name="on_date",
        lookup_expr="lte",
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"invalid": WRITE_A_DATE},
    )

    class Meta:
        model = AccessRecord
        fields = ("viewer", "subject", "kind", "role", "since", "until")

    def by_person(self, records, name, text):
        """Find part of a name, or the beginning of a NIP, however it is spaced."""
        digits = "".join(text.split())
        if digits.isdigit():
            return records.filter(**{f"{name}__nip__startswith": digits})
        return records.filter(**{f"{name}__name__icontains": " ".join(text.split())})


EXPIRY_DAYS = 30  # a role that ends within these days is called out
WHEN = (
    ("soon", _("ends within 30 days")),
    ("past", _("ended")),
    ("all", _("now and past")),
)


class RoleGrantFilter(django_filters.FilterSet):
    """Who holds which role where; without a choice those in force and to come."""

    q = django_filters.CharFilter(label=_("Name or NIP"), method="search")
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=Role.choices, empty_label=_("All roles")
    )
    when = django_filters.ChoiceFilter(
        label=_("When"), choices=WHEN, method="at_time", empty_label=_("today and later")
    )

    class Meta:
        model = RoleGrant
        fields = ("q", "role", "when")

    def __init__(self, *args, on, **kwargs):
        """Keep the day."""
        super().__init__(*args, **kwargs)
        self.on = on

    def filter_queryset(self, queryset):
        """Keep those in force and to come unless another time is asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("when") else found.filter(not_over(self.on))

    def search(self, grants, _name, text):
        """Find part of a name, or the beginning of a NIP, however it is spaced."""
        digits = "".join(text.split())
        condition = Q(employee__name__icontains=" ".join(text.split()))
        return grants.filter(
            condition | Q(employee__nip__startswith=digits) if digits.isdigit() else condition
        )

    def at_time(self, grants, _name, value):
        """Keep those that end soon, those that have ended, or all."""
        soon = self.on + timedelta(days=EXPIRY_DAYS)
        conditions = {
            "soon": Q(until_date__range=(self.on, soon)),
            "past": Q(until_date__lt=self.on),
            "all": Q(),
        }
        return grants.filter(conditions[value])


def not_over(on):
    """Return the condition "in force on a day or later"."""
    return Q(until_date__isnull=True) | Q(until_date__gte=on)
