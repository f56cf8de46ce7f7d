"""Prepare a cycle: one page per subject, each saved by itself, so that HR can stop and come back."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Role
from accounts.forms.refused import refused_into
from accounts.models import OrgUnit
from accounts.queries.org_tree import org_tree
from appraisal.forms.cycle import CycleForm, ParticipantsForm
from appraisal.models import AppraisalCycle
from appraisal.queries.cycle_list import cycle_list_page, next_free_year, similar_cycle
from appraisal.queries.cycle_scope import manages, top_units
from appraisal.queries.cycle_steps import steps
from appraisal.queries.cycle_template import rhythm_of, template_options
from appraisal.queries.period import periods_of
from appraisal.queries.unit_choices import administered_units, people_in, unit_choices
from appraisal.queries.who_sees import who_sees
from appraisal.services import cycle as cycle_service
from appraisal.services.cycle_lock import is_being_opened
from appraisal.views.cycle_step import passing, saved_and_on, tabs_of

MOST_NAMED = 7  # periods of a cycle in one sentence


def require_hr(request):
    """Let nobody but HR pass."""
    if not request.actor.is_hr:
        raise PermissionDenied


def cycle_for_hr(request, public_id):
    """Load a cycle for HR."""
    require_hr(request)
    cycles = AppraisalCycle.objects.visible_to(request.actor).prefetch_related("units")
    return get_object_or_404(cycles.select_related("template", "framework"), public_id=public_id)


def cycle_to_prepare(request, public_id):
    """Load a cycle for an administrator of all its units."""
    cycle = cycle_for_hr(request, public_id)
    if not manages(cycle, request.actor):
        raise PermissionDenied
    return cycle


def preparing(view):
    """Give a view the cycle whose settings may still change; an opened one leads to its dashboard."""

    @wraps(view)
    def load(request, public_id):
        cycle = cycle_to_prepare(request, public_id)
        if cycle.opened_at:
            messages.info(request, _("This cycle was opened already, so its settings stay."))
            return redirect(cycle)
        if is_being_opened(cycle):
            return redirect("appraisal:cycle_opening", cycle.public_id)
        if cycle.archived_at:
            messages.info(request, _("This cycle is archived. Bring it back into the list first."))
            return redirect(f"{reverse('appraisal:cycle_list')}?arsip=1")
        return view(request, cycle)

    return load


@require_safe
def cycle_list(request):
    """Show HR's cycles, or the first four steps where there is none."""
    require_hr(request)
    archived = "arsip" in request.GET
    context = cycle_list_page(request.actor, archived=archived) | {"archived": archived}
    return render(request, "appraisal/cycle_list.html", context)


def cycle_add(request):
    """Begin a cycle: name, period and template."""
    if not request.actor.units(Role.HR_ADMIN):
        raise PermissionDenied
    year = next_free_year(request.actor)
    initial = {
        "name": _("Performance appraisal %(year)s") % {"year": year},
        "from_date": f"{year}-01-01",
        "until_date": f"{year}-12-31",
        "template": request.GET.get("templat", "T1"),
    }
    form = CycleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and is_meant(request, form):
        saved = try_service(form, create, request, form.cleaned_data)
        if saved:
            told = _("The cycle is saved. Nobody else sees it until it is opened.")
            messages.success(request, f"{told} {evaluations_told(saved)}")
            return redirect("appraisal:cycle_participants", saved.public_id)
    context = {"form": form, "options": template_options()}
    context["similar"] = similar_cycle(request.actor, read_so_far(form))
    return render(request, "appraisal/cycle_form.html", context, status=status_of(request))


def read_so_far(form):
    """Return what can be read of a form: what was sent, or what it begins with."""
    return form.cleaned_data if form.is_bound else form.initial


def evaluations_told(cycle):
    """Say which evaluations the rhythm makes of the period."""
    names = [period.title for period in periods_of(cycle)]
    words = ", ".join(names if len(names) <= MOST_NAMED else [*names[:2], "…", *names[-2:]])
    return _("Evaluations of this cycle: %(names)s.") % {"names": words}


def create(request, data):
    """Create the cycle with all units of the person and the usual dates."""
    units = OrgUnit.objects.filter(pk__in=top_units(request.actor, org_tree(request.actor.on)))
    return cycle_service.create_cycle(
        **data,
        units=units,
        employment_kinds=[],
        actor=request.actor,
        at=timezone.now(),
    )


@preparing
def cycle_edit(request, cycle):
    """Change name, period, template and approach."""
    initial = {
        "name": cycle.name,
        "from_date": cycle.from_date,
        "until_date": cycle.until_date,
        "approach": cycle.approach,
        "template": cycle.template.code,
        "rhythm": rhythm_of(cycle),
    }
    form = CycleForm(request.POST or None, initial=initial, template=cycle.template)
    seen = " ".join(str(value) for value in initial.values())
    if onward := passing(request, cycle, form):
        return onward
    is_sound = request.method == "POST" and form.is_valid() and is_current(request, form, seen)
    is_sound = is_sound and is_meant(request, form, cycle)
    if is_sound and try_service(form, update, request, cycle, form.cleaned_data):
        return saved_and_on(request, "cycle_participants", cycle)
    context = {"form": form, "options": template_options(cycle.template), "cycle": cycle}
    context["seen"] = seen
    context["evaluations"] = evaluations_told(cycle)
    context["tabs"] = tabs_of(request, cycle, "cycle_edit")
    context["similar"] = similar_cycle(request.actor, read_so_far(form), cycle)
    return render(request, "appraisal/cycle_form.html", context, status=status_of(request))


def is_meant(request, form, cycle=None):
    """Tell whether a second cycle of that name or period is meant: who saw the hint saves once more."""
    similar = similar_cycle(request.actor, form.cleaned_data, cycle)
    if similar is None or request.POST.get("similar") == similar.public_id:
        return True
    form.add_error(
        None,
        _(
            "There is already “%(name)s” with this name or this period. Save once more if both are meant."
        )
        % {"name": similar.name},
    )
    return False


def is_current(request, form, seen):
    """Tell whether the page was opened on what is saved now; if not, the form says so."""
    if request.POST.get("seen", seen) == seen:
        return True
    message = _(
        "This page was saved meanwhile, in another tab or by a colleague. "
        "Compare your entries; saving once more replaces theirs."
    )
    form.add_error(None, message)
    return False


def update(request, cycle, data):
    """Hand the fields to the service."""
    return cycle_service.update_cycle(cycle=cycle, **data, actor=request.actor, at=timezone.now())


@preparing
def cycle_participants(request, cycle):
    """Choose units and kinds of employment."""
    form = participants_form(request, cycle)
    if onward := passing(request, cycle, form):
        return onward
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        cycle_service.choose_participants(
            cycle=cycle, **data, actor=request.actor, at=timezone.now()
        )
        return saved_and_on(request, "cycle_windows", cycle)
    return participants_page(request, cycle, form, status_of(request))


@preparing
def cycle_count(request, cycle):
    """Count the people of a choice that is not saved yet; a piece of the page, or the whole page."""
    if request.method != "POST":
        return redirect("appraisal:cycle_participants", cycle.public_id)
    form = participants_form(request, cycle)
    form.is_valid()
    return participants_page(request, cycle, form, 200, is_counted=True)


def participants_form(request, cycle):
    """Return the form with what was sent, or with what is saved."""
    initial = {
        "units": list(cycle.units.values_list("public_id", flat=True)),
        "employment_kinds": cycle.employment_kinds,
    }
    units = administered_units(request.actor)
    return ParticipantsForm(request.POST or None, initial=initial, units=units)


def participants_page(request, cycle, form, status, *, is_counted=False):
    """Show the choice with its number of people; one that only was counted is not saved."""
    chosen = form["units"].value() or []
    kinds = form["employment_kinds"].value() or []
    units = administered_units(request.actor).filter(public_id__in=chosen)
    choices = unit_choices(request.actor, frozenset(chosen))
    context = {
        "cycle": cycle,
        "form": form,
        "tabs": tabs_of(request, cycle, "cycle_participants"),
        "choices": choices,
        "covered": [choice for choice in choices if choice.is_chosen and choice.through],
        "is_counted": is_counted,
        "count": people_in(units, kinds, request.actor.on),
    }
    template = "appraisal/cycle_participants.html"
    if request.htmx:
        return render(request, f"{template}#count", context)
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@preparing
def cycle_who_sees(request, cycle):
    """Explain who reads what; it follows from the parts, and HR confirms to have read it."""
    if request.method == "POST":
        cycle_service.confirm_who_sees(cycle=cycle, actor=request.actor, at=timezone.now())
        return redirect("appraisal:cycle_trial", cycle.public_id)
    context = {"cycle": cycle, "rows": who_sees(cycle), "tabs": steps(cycle, "cycle_who_sees")}
    return render(request, "appraisal/cycle_who_sees.html", context)


def try_service(form, service, *args):
    """Call a service; a refusal becomes an error of the form, so that every word is kept."""
    with refused_into(form, template_unavailable="template", too_long="until_date"):
        return service(*args)


def status_of(request):
    """Return 422 for a form that came back with faults."""
    return 422 if request.method == "POST" else 200
