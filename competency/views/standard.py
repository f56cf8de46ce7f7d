"""Browse and set the standards of posts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.refusals import Refusal
from competency.forms.standard import StandardForm
from competency.models import CompetencyFramework, PositionStandard
from competency.queries.competency import dictionary_on
from competency.queries.standard import first_day, post_name, standard_table
from competency.services.standard import set_standard


@require_safe
def standard_list(request):
    """Show which level each kind of post requires."""
    today = timezone.localdate()
    book = dictionary_on(CompetencyFramework.objects.current(today), today)
    is_technical = request.GET.get("kind") == "technical"
    competencies = book.technical if is_technical else book.given
    context = {
        "is_technical": is_technical,
        "competencies": competencies,
        "lines": standard_table(competencies, today),
        "can_edit": request.actor.is_hr_of_everything,
    }
    return render(request, "competency/standard_list.html", context)


def standard_edit(request, public_id):
    """Set another level for the post of a standard, from a day on."""
    standard = get_object_or_404(
        PositionStandard.objects.select_related("competency", "job_position"), public_id=public_id
    )
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    first = first_day(standard.competency, post_of(standard), timezone.localdate())
    initial = {"level": standard.level, "from_date": first}
    form = StandardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and saved(request, standard, form):
        return redirect("competency:standard_list")
    context = {"form": form, "standard": standard, "post_name": post_name(standard)}
    context["levels"] = standard.competency.levels.order_by("level")
    status = 422 if form.is_bound else 200
    return render(request, "competency/standard_edit.html", context, status=status)


def saved(request, standard, form):
    """Call the service; a refusal becomes an error of the form."""
    try:
        set_standard(
            competency=standard.competency,
            post=post_of(standard),
            actor=request.actor,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        form.add_error("from_date", refusal)
        return False
    messages.success(request, _("The standard was saved."))
    return True


def post_of(standard):
    """Return what identifies the post of a standard."""
    if standard.job_position_id:
        return {"job_position": standard.job_position}
    return {
        "position_kind": standard.position_kind,
        "functional_grade": standard.functional_grade,
        "job_position": None,
    }
