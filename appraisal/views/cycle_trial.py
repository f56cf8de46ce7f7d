"""Try a cycle with a few people before it is opened."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.forms.refused import refused_into
from appraisal.forms.cycle_trial import TrialForm
from appraisal.models import AppraisalCycle
from appraisal.queries.cycle_steps import steps
from appraisal.queries.cycle_trial import (
    chosen_supervisor,
    suggested,
    supervisors,
    teams_of,
    trial_people,
    trial_rows,
)
from appraisal.services.cycle_trial import end_trial, start_trial
from appraisal.views.cycle import cycle_to_prepare, preparing, status_of


@preparing
def cycle_trial(request, cycle):
    """Choose a supervisor and people of the team, and let them try the cycle."""
    if cycle.is_trial:
        return redirect(cycle)
    teams = teams_of(cycle, request.actor)
    boss = chosen_supervisor(teams, request.GET.get("atasan", ""))
    posts = trial_people(boss, teams)
    initial = {"employees": suggested(posts, boss)}
    form = TrialForm(request.POST or None, posts=posts, initial=initial)
    is_search = "search" in request.POST
    if request.method == "POST" and not is_search and form.is_valid():
        with refused_into(form):
            trial = begin(request, cycle, form.cleaned_data["employees"])
            return redirect("appraisal:cycle_detail", trial.public_id)
    words, trials = request.POST.get("q", "").strip(), trial_rows(cycle)
    context = {
        "cycle": cycle,
        "form": form,
        "tabs": steps(cycle, "cycle_trial"),
        "trials": trials,
        "is_running": any(row.trial.is_running for row in trials),
        "teams": supervisors(teams, words),
        "words": words,
        "supervisor": boss,
        "posts": posts,
        "chosen": form["employees"].value() or [],
    }
    if is_search:
        form.errors.clear()  # nothing is sent yet
    status = 200 if is_search else status_of(request)
    return render(request, "appraisal/cycle_trial.html", context, status=status)


def begin(request, cycle, people):
    """Start the trial and say so."""
    trial = start_trial(cycle=cycle, employees=list(people), actor=request.actor, at=timezone.now())
    message = ngettext(
        "The trial runs with %(count)s person, who got a notice.",
        "The trial runs with %(count)s people, who got a notice.",
        len(people),
    )
    messages.success(request, message % {"count": len(people)})
    return trial


@require_http_methods(["GET", "HEAD", "POST"])
def cycle_trial_end(request, public_id):
    """Ask once more, then end a trial."""
    trial = cycle_to_prepare(request, public_id)
    trial = get_object_or_404(AppraisalCycle.objects.exclude(trial_of=None), pk=trial.pk)
    if request.method == "POST":
        end_trial(trial=trial, actor=request.actor, at=timezone.now())
        messages.success(request, _("The trial has ended. What was written stays readable."))
        return redirect("appraisal:cycle_list")
    if trial.closed_at:
        return redirect(trial)
    points = [
        _("Nothing more can be written in it; the people in it are told."),
        _("What was written stays readable for them. It counts nowhere."),
        _("The cycle itself stays in preparation and can be changed."),
    ]
    context = {"cycle": trial, "points": points}
    return render(request, "appraisal/cycle_trial_end.html", context)
