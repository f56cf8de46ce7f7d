"""Remind people: choose whom, see how many and the words, send on the second press."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.forms.refused import refused_into
from accounts.models import OrgUnit
from accounts.queries.org_tree import tree_with_former
from accounts.refusals import Refusal
from accounts.rules.quiet_hours import next_polite_moment
from appraisal.choices import ReminderAudience
from appraisal.forms.reminder import ReminderForm
from appraisal.queries.cycle_scope import units_in_scope
from appraisal.queries.period import chosen_period, periods_of
from appraisal.queries.reminder import TO_SUPERVISORS, open_counts, reminders_of, usual_message
from appraisal.queries.unit_choices import units_in_order
from appraisal.services.reminder import examine_reminder, send_reminder, whom_it_reaches
from appraisal.views.cycle import cycle_for_hr
from appraisal.views.cycle_dashboard import followed_units

NAMES_SHOWN = 60
BEFORE_STARTING = (ReminderAudience.PLAN_OWNER, ReminderAudience.PLAN_SUPERVISOR)
STATUS_OF = {  # the filter of the list of people -> whom to remind
    "fresh": ReminderAudience.NOT_STARTED,
    "no_plan": ReminderAudience.PLAN_OWNER,
    "not_started": ReminderAudience.NOT_STARTED,
    "in_progress": ReminderAudience.IN_PROGRESS,
    "sent": ReminderAudience.TO_REVIEW,
    "decided": ReminderAudience.TO_RELEASE,
    "delivered": ReminderAudience.TO_READ,
}


@require_http_methods(["GET", "HEAD", "POST"])
def reminder_send(request, public_id):
    """Ask whom to remind; show how many it reaches; send on the second press."""
    cycle = cycle_for_hr(request, public_id)
    units = units_in_scope(request.actor, followed_units(request, cycle))
    form = reminder_form(request, cycle, units)
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return form_page(request, cycle, form)
    with refused_into(form):
        if "confirm" in request.POST:
            return sent(request, cycle, form)
        return preview_page(request, cycle, form)
    return form_page(request, cycle, form)


def reminder_form(request, cycle, units):
    """Return the form with what was sent, or with what the address proposes."""
    offered = OrgUnit.objects.filter(pk__in=units)
    choices = [
        (key, f"{'– ' * depth}{name}")
        for key, name, depth in units_in_order(offered, request.actor.on)
    ]
    sent = request.POST or request.GET
    period = chosen_period(cycle, sent.get("period") or sent.get("periode", ""), request.actor.on)
    below = units_below(units, sent.get("unit"), request.actor.on)
    initial = {
        "period": period.public_id,
        "audience": sent.get("audience") or STATUS_OF.get(sent.get("status"), ""),
        "unit": sent.get("unit", ""),
    }
    return ReminderForm(
        request.POST or None,
        initial=initial,
        periods=periods_of(cycle),
        units=choices,
        counts=open_counts(period, below, request.actor.on),
    )


def units_below(units, key, on):
    """Return those of some units that a chosen one brings along, or all where none is chosen."""
    unit = OrgUnit.objects.filter(pk__in=units, public_id=key).first() if key else None
    return units & tree_with_former(on).with_descendants(unit.pk) if unit else units


def form_page(request, cycle, form):
    """Show the form and what was sent so far."""
    context = {
        "cycle": cycle,
        "form": form,
        "reminders": reminders_of(cycle, request.actor.on)[:20],
    }
    status = 422 if form.errors and "change" not in request.POST else 200
    return render(request, "appraisal/reminder_form.html", context, status=status)


def message_of(form, on):
    """Return the words that will be sent: those that were typed, else the usual ones."""
    typed, chosen = form.cleaned_data["message"], form.chosen
    return typed or usual_message(chosen["audience"], chosen["period"], on)


def preview_page(request, cycle, form):
    """Show whom the reminder reaches, its words, and when its mail goes out.

    Where all who have not started wait for a plan, those are offered instead of a refusal.
    """
    now, others = timezone.localtime(), waiting(request, form)
    examine = whom_it_reaches if others else examine_reminder
    found = examine(**form.chosen, actor=request.actor, at=now)
    people = list(found.people)
    mail_at = next_polite_moment(now)
    context = {
        "cycle": cycle,
        "form": form,
        "found": found,
        "message": message_of(form, request.actor.on),
        "audience": ReminderAudience(form.cleaned_data["audience"]).label,
        "period": form.chosen["period"],
        "unit": dict(form.fields["unit"].choices)[form.cleaned_data["unit"]].lstrip("– "),
        "waiting": others,
        "names": people[:NAMES_SHOWN],
        "more": len(people) - NAMES_SHOWN,
        "to_supervisors": form.cleaned_data["audience"] in TO_SUPERVISORS,
        "mail_at": mail_at if mail_at > now else None,
        "sent": [
            (name, value)
            for name, value in form.data.items()
            if name in ("period", "audience", "unit")
        ],
    }
    return render(request, "appraisal/reminder_preview.html", context)


def waiting(request, form):
    """Return {audience: whom it reaches} of those who need an agreed plan before they can begin.

    The dashboard counts them as not started, so they are offered beside those who can begin.
    """
    if form.chosen["audience"] != ReminderAudience.NOT_STARTED:
        return {}
    asked = {"actor": request.actor, "at": timezone.now()}
    found = {
        audience: whom_it_reaches(**form.chosen | {"audience": audience}, **asked)
        for audience in BEFORE_STARTING
    }
    return {audience: whom for audience, whom in found.items() if whom.people}


def sent(request, cycle, form):
    """Send, and say how many were reminded; refuse only where it reaches nobody at all."""
    on, also = request.actor.on, request.POST.getlist("also")
    wanted = {form.chosen["audience"]: message_of(form, on)}
    for audience in BEFORE_STARTING:
        if audience in also:
            wanted[audience] = usual_message(audience, form.chosen["period"], on)
    messages.success(request, told(sent_to(wanted, form.chosen, request.actor)))
    return redirect("appraisal:reminder_send", cycle.public_id)


def sent_to(wanted, chosen, actor):
    """Send {audience: words}, and return the reminders that went out."""
    reminders, refusals = [], []
    for audience, words in wanted.items():
        asked = chosen | {"audience": audience, "message": words}
        try:
            reminders.append(send_reminder(**asked, actor=actor, at=timezone.now()))
        except Refusal as refusal:
            refusals.append(refusal)
    if not reminders:
        raise refusals[0]
    return reminders


def told(reminders):
    """Say how many were reminded and how many were spared."""
    people = sum(reminder.people for reminder in reminders)
    spared = sum(reminder.spared for reminder in reminders)
    words = ngettext("%(count)s person was reminded.", "%(count)s people were reminded.", people)
    words %= {"count": people}
    if spared:
        more = ngettext("%(count)s was spared.", "%(count)s were spared.", spared)
        words = f"{words} {more % {'count': spared}}"
    return words
