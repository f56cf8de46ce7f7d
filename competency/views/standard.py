"""Browse and set the standards of posts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.refused import refused_into
from competency.forms.standard import PostSearchForm, StandardForm
from competency.models import CompetencyFramework, PositionStandard
from competency.queries.competency import dictionary_on, drafts_of
from competency.queries.standard import (
    first_day,
    kind_lines,
    own_positions,
    position_lines,
    post_name,
)
from competency.queries.standard_history import history_of, post_of
from competency.services.standard import set_standard

PER_PAGE = 50


@require_safe
def standard_list(request):
    """Show which level each kind of post requires, and single positions page by page."""
    today = timezone.localdate()
    book = dictionary_on(CompetencyFramework.objects.current(today), today)
    is_technical = request.GET.get("kind") == "technical"
    competencies = book.technical if is_technical else book.given
    search = PostSearchForm(request.GET)
    words = search.words()
    positions = own_positions(competencies, words)
    page = Paginator(positions, PER_PAGE).get_page(request.GET.get("page"))
    can_edit = request.actor.is_hr_of_everything
    context = {
        "is_technical": is_technical,
        "drafts": drafts_of(request.actor) if can_edit and is_technical else (),
        "competencies": competencies,
        "kinds": kind_lines(competencies, today),
        "page": page,
        "lines": position_lines(list(page), competencies, today),
        "search": search,
        "is_searched": bool(words),
        "can_edit": can_edit,
    }
    return render(request, "competency/standard_list.html", context)


def standard_for(request, public_id):
    """Return a level for the HR administrator of the whole agency, who alone changes it."""
    rows = PositionStandard.objects.select_related("competency", "job_position")
    standard = get_object_or_404(rows, public_id=public_id)
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
    return standard


@require_http_methods(["GET", "HEAD", "POST"])
def standard_edit(request, public_id):
    """Set another level for the post of a standard, from a day on; show its history."""
    standard = standard_for(request, public_id)
    on = request.actor.on
    lines = history_of(standard, on)
    now = next((line.standard for line in lines if line.state == "now"), None)
    initial = {
        "level": (now or standard).level,
        "from_date": first_day(standard.competency, post_of(standard), on),
    }
    form = StandardForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and saved(request, standard, form):
        return redirect("competency:standard_list")
    context = {
        "form": form,
        "standard": standard,
        "now": now,
        "lines": lines,
        "post_name": post_name(standard),
        "levels": standard.competency.levels.order_by("level"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "competency/standard_edit.html", context, status=status)


def saved(request, standard, form):
    """Call the service; a refusal becomes an error of the form."""
    with refused_into(form, past_date="from_date", later_standard="from_date"):
        set_standard(
            competency=standard.competency,
            post=post_of(standard),
            actor=request.actor,
            at=timezone.now(),
            **form.cleaned_data,
        )
    if form.errors:
        return False
    messages.success(request, _("The standard was saved."))
    return True
