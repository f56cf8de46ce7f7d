"""Many counts in one question."""

from django.db.models import IntegerField, Subquery

from accounts.models import Employee


class CountOf(Subquery):
    """How many rows a queryset has, as a part of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0

    def __init__(self, queryset, **extra):
        """Ask for nothing but the rows themselves."""
        super().__init__(queryset.order_by().values("pk"), **extra)


def counts(actor, **querysets):
    """Return {name: number of rows} of some querysets, asked in one query from the actor's own row."""
    columns = {name: CountOf(rows) for name, rows in querysets.items()}
    return Employee.objects.filter(pk=actor.employee.pk).values(**columns).get()
