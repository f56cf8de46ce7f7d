"""Mark several people as ready for dialogue: choose, read the times, confirm; call the round off."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from appraisal.forms.dialogue_round import RoundForm
from appraisal.queries.dialogue import dialogues_of
from appraisal.queries.dialogue_round import candidates, planned_lately, timetable
from appraisal.services.dialogue_round import cancel_round, plan_round


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Choose who is ready and from when on; the second press plans what the page then shows."""
    request.nav_section = "appraisal:team_board"
    found = candidates(request.actor, request.GET.get("periode", ""))
    form = RoundForm(request.POST or None, guests=found.able, today=request.actor.on)
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return form_page(request, found, form)
    data = form.cleaned_data
    times = timetable(form.chosen, form.starts_at, data["minutes"], data["pause"], request.actor)
    if "confirm" in request.POST and data["seen"] == times.seen:
        with refused_into(form):
            return planned(request, form, times)
        return form_page(request, found, form)
    return check_page(request, found, form, times)


def form_page(request, found, form):
    """Draw the form, with who cannot be invited and why."""
    status = 422 if form.errors and "change" not in request.POST else 200
    context = {"found": found, "form": form}
    return render(request, "appraisal/dialogue_round.html", context, status=status)


def check_page(request, found, form, times):
    """Draw who is invited for when; 409 where that changed since the page was drawn."""
    has_changed = "confirm" in request.POST
    context = {"found": found, "form": form, "times": times, "has_changed": has_changed}
    status = 409 if has_changed else 200
    return render(request, "appraisal/dialogue_round_check.html", context, status=status)


def planned(request, form, times):
    """Plan the round, and say how many were told."""
    done = plan_round(
        appointments=[(row.evaluation, row.starts_at) for row in times.invited],
        minutes=form.cleaned_data["minutes"],
        place=form.cleaned_data["place"].strip(),
        actor=request.actor,
        at=timezone.now(),
    )
    text = ngettext(
        "%(count)s dialogue is planned; the person was told.",
        "%(count)s dialogues are planned; everybody was told the own time.",
        len(done.planned),
    )
    messages.success(request, text % {"count": len(done.planned)})
    if done.left_out:
        names = ", ".join(row.employee.name for row in done.left_out)
        messages.warning(
            request, _("Not invited, changed meanwhile: %(names)s.") % {"names": names}
        )
    return redirect("appraisal:dialogue_list")


@require_POST
def call_off(request):
    """Call off what was planned some minutes ago, as long as nothing is written in it."""
    now = timezone.now()
    rows = planned_lately(dialogues_of(request.actor), request.actor, now)
    cancel_round(dialogues=rows, actor=request.actor, at=now)
    text = ngettext(
        "%(count)s dialogue was called off; the person was told.",
        "%(count)s dialogues were called off; everybody was told.",
        len(rows),
    )
    if rows:
        messages.success(request, text % {"count": len(rows)})
    else:
        messages.info(request, _("Nothing is left to call off here. Open the dialogue itself."))
    return redirect("appraisal:dialogue_list")
