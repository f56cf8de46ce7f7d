"""Browse the dictionary of competencies."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.models import Competency, CompetencyFramework
from competency.queries.competency import dictionary_on, drafts_of, is_used, versions_of
from competency.queries.standard import competencies_of, own_levels


@require_safe
def dictionary(request):
    """Show all competencies of the framework in force, and those that are planned."""
    today = timezone.localdate()
    framework = CompetencyFramework.objects.current(today)
    may_edit = request.actor.is_hr_of_everything
    post, levels = own_levels(request.actor.employee, framework, today)
    context = {
        "framework": framework,
        "dictionary": dictionary_on(framework, today, levels),
        "post": post if levels else None,
        "may_edit": may_edit,
        "drafts": drafts_of(request.actor) if may_edit else (),
    }
    return render(request, "competency/dictionary.html", context)


@require_safe
def competency_detail(request, public_id):
    """Show one competency with its five levels and their indicators."""
    competency = get_object_or_404(
        Competency.objects.select_related("framework"), public_id=public_id
    )
    may_edit = request.actor.is_hr_of_everything and competency.is_own
    post, asked = own_levels(request.actor.employee, competency.framework, request.actor.on)
    context = {
        "post": post,
        "asked": asked.get(competency.code),
        "competency": competency,
        "levels": competency.levels.order_by("level"),
        "siblings": competencies_of(competency.framework, request.actor.on),
        "versions": versions_of(competency) if competency.is_own else (),
        "may_edit": may_edit and competency.until_date is None,
        "used": may_edit and is_used(competency),
        "on": request.actor.on,
    }
    return render(request, "competency/competency_detail.html", context)
