"""Browse the dictionary of competencies."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from competency.models import Competency, CompetencyFramework
from competency.queries.standard import competencies_of


@require_safe
def dictionary(request):
    """Show all competencies of the framework in force."""
    framework = CompetencyFramework.objects.current(timezone.localdate())
    context = {"framework": framework, "competencies": competencies_of(framework)}
    return render(request, "competency/dictionary.html", context)


@require_safe
def competency_detail(request, public_id):
    """Show one competency with its five levels and their indicators."""
    competency = get_object_or_404(
        Competency.objects.select_related("framework"), public_id=public_id
    )
    context = {
        "competency": competency,
        "levels": competency.levels.order_by("level"),
        "siblings": competency.framework.competencies.order_by("position", "pk"),
    }
    return render(request, "competency/competency_detail.html", context)
