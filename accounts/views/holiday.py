"""The calendar on which the working-day clocks run."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.holiday import HolidayForm
from accounts.models import Holiday
from accounts.refusals import Refusal
from accounts.rules.numbers import whole_number
from accounts.services.holiday import add_holiday, confirm_holiday, remove_holiday

SHARED_LEAVE = "cuti bersama"  # how the joint decree names these days


@require_http_methods(["GET", "HEAD", "POST"])
def holiday_list(request):
    """List the holidays of a year; the HR administrator of the agency adds one."""
    if not request.actor.is_hr:
        raise PermissionDenied
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holiday = added(request, form)
        if holiday:
            messages.success(request, _("“%(name)s” was added.") % {"name": holiday.name})
            return redirect(year_url(holiday.date.year))
    year = chosen_year(request)
    holidays = Holiday.objects.filter(date__year=year).order_by("date", "pk")
    words = {
        "form": form,
        "year": year,
        "years": years(year),
        "holidays": holidays,
        "lacks_shared_leave": not any(SHARED_LEAVE in day.name.lower() for day in holidays),
        "may_edit": request.actor.is_hr_of_everything,
    }
    return render(request, "accounts/holiday_list.html", words, status=422 if form.errors else 200)


def added(request, form):
    """Add through the service; put a refusal into the form."""
    try:
        return add_holiday(**form.cleaned_data, actor=request.actor, at=timezone.now())
    except Refusal as refusal:
        form.add_error("date", refusal)
        return None


@require_POST
def holiday_confirm(request, day):
    """Confirm a day."""
    holiday = find_holiday(day)
    confirm_holiday(holiday=holiday, actor=request.actor, at=timezone.now())
    messages.success(request, _("“%(name)s” is confirmed.") % {"name": holiday.name})
    return redirect(year_url(holiday.date.year))


@require_POST
def holiday_remove(request, day):
    """Remove a day."""
    holiday = find_holiday(day)
    remove_holiday(holiday=holiday, actor=request.actor, at=timezone.now())
    messages.success(request, _("“%(name)s” was removed.") % {"name": holiday.name})
    return redirect(year_url(holiday.date.year))


def find_holiday(day):
    """Return the holiday of a date written as 2026-08-17, else 404."""
    try:
        return get_object_or_404(Holiday, date=parse_date(day))
    except ValueError:
        raise Http404 from None


def chosen_year(request):
    """Return the year asked for, else this year."""
    year = whole_number(request.GET.get("year", ""), 0)
    return year if 2000 <= year <= 2100 else request.actor.on.year


def years(chosen):
    """Return the years that have holidays, and the chosen one."""
    known = Holiday.objects.annotate(year=ExtractYear("date")).values_list("year", flat=True)
    return sorted({chosen, *known.distinct().order_by("year")})


def year_url(year):
    """Return the address of a year."""
    return f"{reverse('accounts:holiday_list')}?year={year}"
