"""Begin a draft from what is there: copy lines from earlier plans, colleagues and the library."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.choices import AccessKind
from appraisal.forms.plan_copy import CopyForm, LibraryFilterForm, ShareForm
from appraisal.models import WorkPlan
from appraisal.queries.plan_copy import (
    COLLEAGUE,
    EARLIER,
    LIBRARY,
    PER_PAGE,
    chosen_sources,
    copy_groups,
    offered,
)
from appraisal.queries.plan_share import colleagues
from appraisal.services.plan_copy import copy_results
from appraisal.services.plan_share import share_plan
from appraisal.views.access import note_openings
from appraisal.views.planned_result import load_writable
from appraisal.views.work_plan import answer, attempt

SOURCES = (EARLIER, COLLEAGUE, LIBRARY)


def copy(request, public_id):
    """Choose lines of one source and add them to the draft."""
    plan = load_writable(request, public_id)
    source = request.GET.get("dari", EARLIER)
    if source not in SOURCES:
        raise Http404
    search = LibraryFilterForm(request.GET if "kind" in request.GET else first_search(plan))
    chosen = search.chosen() if source == LIBRARY else {}
    rows = offered(plan, request.actor, source, **chosen)
    page = Paginator(rows, PER_PAGE[source]).get_page(request.GET.get("page"))
    groups = copy_groups(plan, source, page)
    if source == COLLEAGUE:
        note_openings(request, page, AccessKind.WORK_PLAN)
    keys = [line.key for group in groups for line in group.lines]
    form = CopyForm(request.POST or None, keys=keys, initial={"expected_revision": plan.revision})
    if form.is_bound and form.is_valid() and save_copies(request, plan, source, form):
        return redirect(f"{plan.get_absolute_url()}#results")
    context = {
        "plan": plan,
        "source": source,
        "groups": groups,
        "page": page,
        "tabs": tabs(source),
        "search": search,
        "ticked": form.ticked(),
        "is_something_left": any(not line.is_there for group in groups for line in group.lines),
    }
    return answer(request, form, "appraisal/plan_copy.html", context)


def first_search(plan):
    """Begin the library at the kind of position of the plan."""
    return {"kind": plan.job_position.kind, "words": ""}


def tabs(source):
    """Return the three sources as tabs."""
    labels = {
        EARLIER: _("My earlier plans"),
        COLLEAGUE: _("Colleagues"),
        LIBRARY: _("Library of results"),
    }
    return [
        {"url": f"?dari={name}", "label": label, "current": name == source}
        for name, label in labels.items()
    ]


def save_copies(request, plan, source, form):
    """Copy what was ticked, and say what was left out."""
    rows = chosen_sources(plan, request.actor, source, form.cleaned_data["lines"])
    done = {}

    def service(**words):
        done["fresh"], done["known"] = copy_results(sources=rows, **words)

    if not attempt(form, service, plan, request.actor, timezone.now()):
        return False
    say_copied(request, len(done["fresh"]), len(done["known"]))
    return True


def say_copied(request, fresh, known):
    """Say how many lines were added, and how many stood there already."""
    text = ngettext(
        "%(count)s result added. Change it until it fits this year.",
        "%(count)s results added. Change them until they fit this year.",
        fresh,
    )
    messages.success(request, text % {"count": fresh})
    if known:
        text = ngettext(
            "%(count)s result was in the plan already and was not added again.",
            "%(count)s results were in the plan already and were not added again.",
            known,
        )
        messages.info(request, text % {"count": known})


def share(request, public_id):
    """Let colleagues copy from one's own agreed plan, by name."""
    own = WorkPlan.objects.agreed().filter(employee=request.actor.employee)
    plan = get_object_or_404(own.select_related("cycle"), public_id=public_id)
    shared = plan.shares.in_force().values_list("employee__public_id", flat=True)
    people = colleagues(plan, request.actor)
    form = ShareForm(request.POST or None, people=people, initial={"people": list(shared)})
    if request.method == "POST" and form.is_valid():
        count = share_plan(
            work_plan=plan,
            people=form.cleaned_data["people"],
            actor=request.actor,
            at=timezone.now(),
        )
        messages.success(request, shared_words(count))
        return redirect(plan)
    context = {"plan": plan, "form": form, "has_people": people.exists()}
    return render(request, "appraisal/plan_share.html", context, status=422 if form.errors else 200)


def shared_words(count):
    """Say how many colleagues may copy now."""
    if not count:
        return _("Nobody else may copy from this plan now.")
    text = ngettext(
        "%(count)s colleague may copy from this plan.",
        "%(count)s colleagues may copy from this plan.",
        count,
    )
    return text % {"count": count}
