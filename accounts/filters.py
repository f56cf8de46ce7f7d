"""Filters of the employee list."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmploymentKind
from accounts.models import Employee
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
