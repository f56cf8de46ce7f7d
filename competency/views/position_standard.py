"""Set what one single position requires: choose the position, then all levels at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.forms.refused import refused_into
from accounts.models import JobPosition
from competency.forms.standard import PositionStandardForm, level_field
from competency.models import CompetencyFramework
from competency.queries.standard import (
    competencies_of,
    first_day_of_position,
    standard_levels,
)
from competency.queries.standard_history import history_of_position
from competency.services.standard import set_position_standards


def position_standard_edit(request, public_id):
    """Set the level of one position in every competency, beginning with those of its kind."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    position = get_object_or_404(JobPosition, public_id=public_id)
    framework = CompetencyFramework.objects.current(timezone.localdate())
    competencies = list(competencies_of(framework, request.actor.on))
    form = PositionStandardForm(
        request.POST or None,
        competencies=competencies,
        initial=initial_of(position, framework, competencies),
    )
    if request.method == "POST" and form.is_valid() and saved(request, position, form):
        return redirect("competency:position_standard_list")
    context = {"form": form, "position": position, "competencies": competencies}
    context["lines"] = history_of_position(position, request.actor.on)
    status = 422 if form.is_bound else 200
    return render(request, "competency/position_standard_edit.html", context, status=status)


def initial_of(position, framework, competencies):
    """Return the levels in force today, and the first day on which others may hold."""
    today = timezone.localdate()
    levels = standard_levels(position, framework, today)
    first = first_day_of_position(position, framework, today)
    known = {level_field(one): levels.get(one.code) for one in competencies}
    return known | {"from_date": first}


def saved(request, position, form):
    """Call the service; a refusal becomes an error of the form."""
    with refused_into(form, past_date="from_date", later_standard="from_date"):
        set_position_standards(
            job_position=position,
            levels=form.levels,
            from_date=form.cleaned_data["from_date"],
            note=form.cleaned_data["note"],
            actor=request.actor,
            at=timezone.now(),
        )
    if form.errors:
        return False
    messages.success(request, _("The standard of %(post)s was saved.") % {"post": position.title})
    return True
