"""Rows that hold from one day to another, and the constraint that keeps them from overlapping."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import F, Func, Q, QuerySet, Value


def days(from_field="from_date", until_field="until_date"):
    """Return the SQL range of the days on which a row holds, both ends included."""
    return Func(
        F(from_field),
        F(until_field),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )


def no_overlap(name, *fields, condition=None):
    """Forbid two rows with equal fields on the same day (needs the extension btree_gist)."""
    equal = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(
        name=name,
        expressions=[*equal, (days(), RangeOperators.OVERLAPS)],
        condition=condition,
    )


def in_force(on, prefix=""):
    """Return the condition "holds on this day"; without an end it holds for good."""
    return Q(**{f"{prefix}from_date__lte": on}) & (
        Q(**{f"{prefix}until_date__isnull": True}) | Q(**{f"{prefix}until_date__gte": on})
    )


class DatedQuerySet(QuerySet):
    """Sets of rows with from_date and until_date."""

    def in_force(self, on):
        """Keep the rows that hold on a day."""
        return self.filter(in_force(on))
