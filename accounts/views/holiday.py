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
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.holiday import HolidayForm, HolidayLinesForm
from accounts.forms.refused import refused_into
from accounts.models import Holiday
from accounts.rules.numbers import whole_number
from accounts.services.holiday import (
    add_holiday,
    add_holidays,
    confirm_holiday,
    confirm_year,
    copy_fixed_holidays,
    put_back_holiday,
    remove_holiday,
)

REMOVED = "removed_holiday"  # of the session, to offer the way back once
FIRST_YEAR, LAST_YEAR = 2000, 2100
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
    return year_page(request, form, HolidayLinesForm())


@require_http_methods(["GET", "HEAD", "POST"])
def holiday_lines(request):
    """Add several days that were pasted, all or none; who comes back to the address sees the year."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    if request.method != "POST":
        return redirect(year_url(chosen_year(request)))
    lines = HolidayLinesForm(request.POST)
    if lines.is_valid():
        days = lines.cleaned_data["lines"]
        with refused_into(lines, duplicate="lines"):
            add_holidays(days=days, actor=request.actor, at=timezone.now())
            words = ngettext("%(count)s day was added.", "%(count)s days were added.", len(days))
            messages.success(request, words % {"count": len(days)})
            return redirect(year_url(min(days).year))
    return year_page(request, HolidayForm(), lines)


def year_page(request, form, lines):
    """Show the days of a year with both forms."""
    year = chosen_year(request)
    holidays = list(Holiday.objects.filter(date__year=year).order_by("date", "pk"))
    words = {
        "form": form,
        "lines": lines,
        "year": year,
        "years": years(year),
        "holidays": holidays,
        "to_confirm": sum(not day.is_confirmed for day in holidays),
        "lacks_shared_leave": not any(SHARED_LEAVE in day.name.lower() for day in holidays),
        "may_edit": request.actor.is_hr_of_everything,
        "removed": removed_day(request),
    }
    status = 422 if form.errors or lines.errors else 200
    return render(request, "accounts/holiday_list.html", words, status=status)


def removed_day(request):
    """Return the day that was removed a moment ago, so that it can be put back; once."""
    return request.session.pop(REMOVED, None) if request.method == "GET" else None


@require_POST
def holiday_copy(request, year):
    """Take over the fixed-date holidays of the year before."""
    copies = copy_fixed_holidays(year=sound(year), actor=request.actor, at=timezone.now())
    words = ngettext(
        "%(count)s day was copied. Check it against the joint decree (SKB), then confirm it.",
        "%(count)s days were copied. Check them against the joint decree (SKB), then confirm them.",
        len(copies),
    )
    messages.success(request, words % {"count": len(copies)})
    return redirect(year_url(year))


@require_POST
def holiday_confirm_year(request, year):
    """Confirm all days of a year."""
    count = confirm_year(year=sound(year), actor=request.actor, at=timezone.now())
    words = ngettext("%(count)s day is confirmed.", "%(count)s days are confirmed.", count)
    messages.success(request, words % {"count": count})
    return redirect(year_url(year))


@require_POST
def holiday_put_back(request):
    """Undo a removal: the day comes back as it was."""
    day = find_day(request.POST.get("date", ""))
    name = request.POST.get("name", "").strip()[:120]
    if not name:
        raise Http404
    holiday = put_back_holiday(
        date=day,
        name=name,
        is_confirmed=request.POST.get("is_confirmed") == "yes",
        actor=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("“%(name)s” is back in the list.") % {"name": holiday.name})
    return redirect(year_url(day.year))


def added(request, form):
    """Add through the service; put a refusal into the form."""
    with refused_into(form, duplicate="date"):
        return add_holiday(**form.cleaned_data, actor=request.actor, at=timezone.now())
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
    request.session[REMOVED] = {
        "date": str(holiday.date),
        "name": holiday.name,
        "is_confirmed": holiday.is_confirmed,
    }
    messages.success(request, _("“%(name)s” was removed.") % {"name": holiday.name})
    return redirect(year_url(holiday.date.year))


def find_holiday(day):
    """Return the holiday of a date written as 2026-08-17, else 404."""
    return get_object_or_404(Holiday, date=find_day(day))


def find_day(text):
    """Return the day written as 2026-08-17, else 404."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Http404
    return day


def sound(year):
    """Return a year that the calendar knows, else 404."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def chosen_year(request):
    """Return the year asked for, else this year."""
    year = whole_number(request.GET.get("year", ""), 0)
    return year if FIRST_YEAR <= year <= LAST_YEAR else request.actor.on.year


def years(chosen):
    """Return the years that have holidays, the chosen one, and the next one to prepare."""
    known = Holiday.objects.annotate(year=ExtractYear("date")).values_list("year", flat=True)
    found = {chosen, *known.distinct().order_by("year")}
    return sorted(found | {min(max(found) + 1, LAST_YEAR)})


def year_url(year):
    """Return the address of a year."""
    return f"{reverse('accounts:holiday_list')}?year={year}"
