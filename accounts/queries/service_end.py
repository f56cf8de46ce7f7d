"""Whom somebody who leaves has been leading."""

from django.db.models import Q

from accounts.models import ReportingLine


def lines_led_from(employee, day):
    """Return the lines of reporting to somebody that hold on a day or later, by name."""
    lines = ReportingLine.objects.filter(
        Q(until_date=None) | Q(until_date__gte=day), supervisor=employee
    )
    return list(
        lines.select_related("assignment__employee", "employee").order_by("employee__name", "pk")
    )
