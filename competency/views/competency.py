"""The agency's own technical competencies: add, change or replace, retire or remove."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.refused import refused_into
from competency.choices import LEVELS
from competency.forms.competency import CompetencyForm, RetireForm, initial_words
from competency.models import Competency, CompetencyDraft, CompetencyFramework
from competency.queries.competency import is_used, level_labels, posts_requiring
from competency.services.competency import (
    add_competency,
    change_competency,
    remove_competency,
    replace_competency,
    retire_competency,
)
from competency.services.draft import discard_draft, save_draft

TOMORROW = timedelta(days=1)
MOST_WORDS = 1000  # of one field of a draft


@require_http_methods(["GET", "HEAD", "POST"])
def competency_add(request):
    """Add a technical competency to the dictionary in force, or keep what is written so far."""
    refuse_others(request)
    framework = CompetencyFramework.objects.current(request.actor.on)
    draft = draft_of(request)
    if request.method == "POST" and "draft" in request.POST:
        return kept(request, draft)
    words = draft.words if draft else {}
    form = CompetencyForm(
        request.POST or None,
        labels=level_labels(framework),
        initial={"from_date": request.actor.on + TOMORROW} | words,
    )
    if request.method == "POST" and form.is_valid():
        added = written(request, form, add_competency, framework=framework)
        if added:
            if draft:
                discard_draft(draft=draft, actor=request.actor)
            messages.success(request, _("“%(name)s” was added.") % {"name": added.title})
            return redirect(added)
    back = reverse("competency:dictionary")
    return page(request, form, {"back": back, "draft": draft, "may_draft": True})


def draft_of(request):
    """Return the draft that the address names, None without one."""
    public_id = request.GET.get("draf")
    drafts = CompetencyDraft.objects.visible_to(request.actor)
    return get_object_or_404(drafts, public_id=public_id) if public_id else None


def kept(request, draft):
    """Keep what was typed, faults and all, and go on writing."""
    names = CompetencyForm(labels=dict.fromkeys(LEVELS, "")).fields
    words = {name: request.POST[name][:MOST_WORDS] for name in names if request.POST.get(name)}
    saved = save_draft(draft=draft, words=words, actor=request.actor, at=timezone.now())
    messages.success(
        request, _("The draft was saved. You find it in the dictionary; only you see it.")
    )
    return redirect(f"{reverse('competency:competency_add')}?draf={saved.public_id}")


@require_POST
def competency_draft_discard(request, public_id):
    """Throw a draft away."""
    refuse_others(request)
    drafts = CompetencyDraft.objects.visible_to(request.actor)
    discard_draft(draft=get_object_or_404(drafts, public_id=public_id), actor=request.actor)
    messages.success(request, _("The draft was thrown away."))
    return redirect("competency:dictionary")


@require_http_methods(["GET", "HEAD", "POST"])
def competency_edit(request, public_id):
    """Rewrite a competency that nothing uses; of one in use, write the version that follows it."""
    competency = own_or_404(request, public_id)
    used = is_used(competency)
    tomorrow = request.actor.on + TOMORROW
    since = max(tomorrow, competency.from_date + TOMORROW) if used else competency.from_date
    form = CompetencyForm(
        request.POST or None,
        labels=level_labels(competency.framework),
        fixed_code=competency.code,
        initial=initial_words(competency) | {"from_date": since},
    )
    service = replace_competency if used else change_competency
    if request.method == "POST" and form.is_valid():
        saved = written(request, form, service, competency=competency)
        if saved:
            messages.success(request, _("“%(name)s” was saved.") % {"name": saved.title})
            return redirect(saved)
    words = {"back": competency.get_absolute_url(), "competency": competency, "used": used}
    return page(request, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
def competency_retire(request, public_id):
    """Leave a competency out from a day on; one that nothing uses is taken out altogether."""
    competency = own_or_404(request, public_id)
    used = is_used(competency)
    since = max(request.actor.on, competency.from_date) + TOMORROW
    form = RetireForm(request.POST or None, initial={"from_date": since}) if used else None
    if request.method == "POST" and ended(request, competency, form):
        messages.success(
            request, _("“%(name)s” leaves the dictionary.") % {"name": competency.title}
        )
        return redirect("competency:dictionary")
    context = {"competency": competency, "form": form, "used": used}
    context["posts"] = posts_requiring(competency, request.actor.on)
    status = 422 if form and form.errors else 200
    return render(request, "competency/competency_retire.html", context, status=status)


def ended(request, competency, form):
    """Retire or remove through the service; put a refusal into the form."""
    words = {"competency": competency, "actor": request.actor, "at": timezone.now()}
    if form is None:
        remove_competency(**words)
        return True
    if not form.is_valid():
        return False
    with refused_into(form, too_early="from_date", not_begun="from_date"):
        retire_competency(from_date=form.cleaned_data["from_date"], **words)
    return not form.errors


def written(request, form, service, **words):
    """Call the service; put a refusal into the form."""
    since = form.cleaned_data["from_date"]
    with refused_into(form, code_taken="code", too_early="from_date", not_begun="from_date"):
        return service(
            words=form.words, from_date=since, actor=request.actor, at=timezone.now(), **words
        )
    return None


def page(request, form, words):
    """Show the form; with every word that was typed when something is missing."""
    status = 422 if form.errors else 200
    return render(request, "competency/competency_form.html", words | {"form": form}, status=status)


def own_or_404(request, public_id):
    """Return a version of a competency of the agency that may still change."""
    refuse_others(request)
    rows = Competency.objects.select_related("framework").prefetch_related("levels")
    return get_object_or_404(
        rows, public_id=public_id, from_date__isnull=False, until_date__isnull=True
    )


def refuse_others(request):
    """Only the HR administrator of the whole agency keeps the dictionary."""
    if not request.actor.is_hr_of_everything:
        raise PermissionDenied
