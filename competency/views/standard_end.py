"""End what a post requires from a day on, after a page that says what it means; take it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from competency.forms.standard import EndForm
from competency.queries.standard import post_name
from competency.queries.standard_history import level_of_kind, positions_left_without
from competency.services.standard_end import end_standard, first_end, resume_standard
from competency.views.standard import standard_for


@require_http_methods(["GET", "HEAD", "POST"])
def standard_end(request, public_id):
    """Ask for the day, say what follows, then end the level."""
    standard = standard_for(request, public_id)
    first = first_end(standard, request.actor.on)
    form = EndForm(request.POST or None, initial={"from_date": first})
    if request.method == "POST" and form.is_valid():
        with refused_into(form, past_date="from_date"):
            ended = end_standard(
                standard=standard, actor=request.actor, at=timezone.now(), **form.cleaned_data
            )
            words = _("The level ends on %(day)s. Until then you can take this back below.")
            messages.success(request, words % {"day": date_format(ended.until_date)})
            return redirect("competency:standard_edit", standard.public_id)
    context = {
        "form": form,
        "standard": standard,
        "post_name": post_name(standard),
        "points": consequences(standard, first),
    }
    status = 422 if form.is_bound else 200
    return render(request, "competency/standard_end.html", context, status=status)


def consequences(standard, on):
    """Return what ending means for appraisals that run and for those to come, in sentences."""
    level = standard.level
    return [
        _("Evaluations that are already open keep level %(level)s, in every cycle that runs.")
        % {"level": level},
        what_follows(standard, on),
        _("The readiness check of a cycle names people whose post has no standard at all."),
        _("The level stays in the history, with its last day."),
    ]


def what_follows(standard, on):
    """Return what the post requires afterwards."""
    if not standard.job_position_id:
        count = positions_left_without(standard, on)
        return ngettext(
            "%(count)s position of this kind has no level of its own: evaluations opened from that "
            "day on do not ask it for this competency, also those of later periods of a cycle that runs.",
            "%(count)s positions of this kind have no level of their own: evaluations opened from that "
            "day on do not ask them for this competency, also those of later periods of a cycle that runs.",
            count,
        ) % {"count": count}
    if level := level_of_kind(standard, on):
        return _(
            "Evaluations opened from that day on use the level of its kind, %(level)s, "
            "also those of later periods of a cycle that runs."
        ) % {"level": level}
    return _(
        "Its kind has no level either: evaluations opened from that day on do not ask for this "
        "competency, also those of later periods of a cycle that runs."
    )


@require_POST
def standard_resume(request, public_id):
    """Let a level go on that was to end."""
    standard = standard_for(request, public_id)
    resume_standard(standard=standard, actor=request.actor, at=timezone.now())
    messages.success(request, _("The level goes on, as before."))
    return redirect("competency:standard_edit", standard.public_id)
