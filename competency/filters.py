"""Filter of the list of positions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from accounts.choices import FunctionalGrade, PositionKind
from accounts.models import JobPosition

STANDARDS = (("missing", _("missing or incomplete")), ("complete", _("complete")))
PEOPLE = (("held", _("held by somebody")), ("empty", _("held by nobody")))


class PositionFilter(django_filters.FilterSet):
    """Part of a name, kind, grade, standards complete or not, held or not."""

    q = django_filters.CharFilter(label=_("Name of the position"), method="search")
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=PositionKind.choices, empty_label=_("All kinds")
    )
    functional_grade = django_filters.ChoiceFilter(
        label=_("Functional grade"), choices=FunctionalGrade.choices, empty_label=_("All grades")
    )
    standards = django_filters.ChoiceFilter(
        label=_("Standards"), choices=STANDARDS, method="by_standards", empty_label=_("All")
    )
    people = django_filters.ChoiceFilter(
        label=_("People"), choices=PEOPLE, method="by_people", empty_label=_("All")
    )

    class Meta:
        model = JobPosition
        fields = ("q", "kind", "functional_grade", "standards", "people")

    def search(self, positions, _name, text):
        """Find part of a name."""
        return positions.filter(name__icontains=" ".join(text.split()))

    def by_standards(self, positions, _name, value):
        """Keep positions that lack a level of the dictionary, or those that lack none."""
        return positions.filter(lacks=value == "missing")

    def by_people(self, positions, _name, value):
        """Keep positions that somebody holds today, or those that nobody holds."""
        return positions.filter(people__gt=0) if value == "held" else positions.filter(people=0)
