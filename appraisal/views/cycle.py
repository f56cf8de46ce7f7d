"""Prepare a cycle: one page per subject, each saved by itself, so that HR can stop and come back."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.choices import Role
from accounts.models import OrgUnit
from accounts.queries.org_tree import org_tree
from accounts.refusals import Refusal
from appraisal.choices import Phase
from appraisal.forms.cycle import CycleForm, ParticipantsForm, WindowsForm
from appraisal.models import AppraisalCycle
from appraisal.queries.cycle_list import cycle_list_page, next_free_year, similar_cycle
from appraisal.queries.cycle_scope import manages, top_units
from appraisal.queries.cycle_template import template_options
from appraisal.queries.unit_choices import administered_units, people_in, unit_choices
from appraisal.queries.who_sees import who_sees
from appraisal.rules.phases import default_windows
from appraisal.services import cycle as cycle_service


def require_hr(request):
    """Let nobody but HR pass."""
    if not request.actor.is_hr:
        raise PermissionDenied


def cycle_for_hr(request, public_id):
    """Load a cycle for HR."""
    require_hr(request)
    return get_object_or_404(AppraisalCycle.objects.visible_to(request.actor), public_id=public_id)


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
        return view(request, cycle)

    return load


STEPS = (
    ("appraisal:cycle_edit", gettext_lazy("Name and period")),
    ("appraisal:cycle_participants", gettext_lazy("Participants")),
    ("appraisal:cycle_windows", gettext_lazy("Phases and deadlines")),
    ("appraisal:cycle_who_sees", gettext_lazy("Who sees what")),
    ("appraisal:cycle_check", gettext_lazy("Check and open")),
)


def steps(cycle, current):
    """Return the pages of the preparation as tabs."""
    return [
        {
            "url": reverse(name, args=[cycle.public_id]),
            "label": label,
            "current": name == f"appraisal:{current}",
        }
        for name, label in STEPS
    ]


@require_safe
def cycle_list(request):
    """Show HR's cycles, or the first four steps where there is none."""
    require_hr(request)
    return render(request, "appraisal/cycle_list.html", cycle_list_page(request.actor))


def cycle_add(request):
    """Begin a cycle: name, period and template."""
    if not request.actor.units(Role.HR_ADMIN):
        raise PermissionDenied
    year = next_free_year(request.actor)
    initial = {
        "name": _("Performance appraisal %(year)s") % {"year": year},
        "from_date": f"{year}-01-01",
        "until_date": f"{year}-12-31",
        "template": "T1",
    }
    form = CycleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = try_service(form, create, request, form.cleaned_data)
        if saved:
            messages.success(
                request, _("The cycle is saved. Nobody else sees it until it is opened.")
            )
            return redirect("appraisal:cycle_participants", saved.public_id)
    context = {"form": form, "options": template_options()}
    context["similar"] = similar_cycle(request.actor, read_so_far(form))
    return render(request, "appraisal/cycle_form.html", context, status=status_of(request))


def read_so_far(form):
    """Return what can be read of a form: what was sent, or what it begins with."""
    return form.cleaned_data if form.is_bound else form.initial


def create(request, data):
    """Create the cycle with all units of the person and the usual dates."""
    units = OrgUnit.objects.filter(pk__in=top_units(request.actor, org_tree(request.actor.on)))
    dates = default_windows(data["from_date"], data["until_date"])
    return cycle_service.create_cycle(
        **data,
        units=units,
        employment_kinds=[],
        windows=dict(zip(Phase, dates, strict=True)),
        is_strict=False,
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
    }
    form = CycleForm(request.POST or None, initial=initial)
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and try_service(form, update, request, cycle, form.cleaned_data):
        return saved_and_on(request, "appraisal:cycle_participants", cycle)
    context = {"form": form, "options": template_options(), "cycle": cycle}
    context["tabs"] = steps(cycle, "cycle_edit")
    context["similar"] = similar_cycle(request.actor, read_so_far(form), cycle)
    return render(request, "appraisal/cycle_form.html", context, status=status_of(request))


def update(request, cycle, data):
    """Hand the fields to the service."""
    return cycle_service.update_cycle(cycle=cycle, **data, actor=request.actor, at=timezone.now())


@preparing
def cycle_participants(request, cycle):
    """Choose units and kinds of employment."""
    form = participants_form(request, cycle)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        cycle_service.choose_participants(
            cycle=cycle, **data, actor=request.actor, at=timezone.now()
        )
        return saved_and_on(request, "appraisal:cycle_windows", cycle)
    return participants_page(request, cycle, form, status_of(request))


@require_POST
@preparing
def cycle_count(request, cycle):
    """Count the people of a choice that is not saved yet; a piece of the page, or the whole page."""
    form = participants_form(request, cycle)
    form.is_valid()
    return participants_page(request, cycle, form, 200)


def participants_form(request, cycle):
    """Return the form with what was sent, or with what is saved."""
    initial = {
        "units": list(cycle.units.values_list("public_id", flat=True)),
        "employment_kinds": cycle.employment_kinds,
    }
    units = administered_units(request.actor)
    return ParticipantsForm(request.POST or None, initial=initial, units=units)


def participants_page(request, cycle, form, status):
    """Show the choice with its number of people."""
    chosen = form["units"].value() or []
    kinds = form["employment_kinds"].value() or []
    units = administered_units(request.actor).filter(public_id__in=chosen)
    context = {
        "cycle": cycle,
        "form": form,
        "tabs": steps(cycle, "cycle_participants"),
        "choices": unit_choices(request.actor, frozenset(chosen)),
        "count": people_in(units, kinds, request.actor.on),
    }
    template = "appraisal/cycle_participants.html"
    if request.htmx:
        return render(request, f"{template}#count", context)
    return render(request, template, context, status=status)


@preparing
def cycle_windows(request, cycle):
    """Set the first and the last day of the phases."""
    initial = {"is_strict": cycle.is_strict}
    for window in cycle.windows.all():
        initial[f"{window.phase}_opens"] = window.opens_date
        initial[f"{window.phase}_closes"] = window.closes_date
    form = WindowsForm(request.POST or None, initial=initial, starts=cycle.from_date)
    if request.method == "POST" and form.is_valid():
        cycle_service.set_windows(
            cycle=cycle,
            windows=form.windows,
            is_strict=form.cleaned_data["is_strict"],
            actor=request.actor,
            at=timezone.now(),
        )
        return saved_and_on(request, "appraisal:cycle_who_sees", cycle)
    context = {"cycle": cycle, "form": form, "tabs": steps(cycle, "cycle_windows")}
    return render(request, "appraisal/cycle_windows.html", context, status=status_of(request))


@require_safe
@preparing
def cycle_who_sees(request, cycle):
    """Explain who reads what; it follows from the template and cannot be changed here."""
    context = {"cycle": cycle, "rows": who_sees(cycle), "tabs": steps(cycle, "cycle_who_sees")}
    return render(request, "appraisal/cycle_who_sees.html", context)


def try_service(form, service, *args):
    """Call a service; a refusal becomes an error of the form, so that every word is kept."""
    try:
        return service(*args)
    except Refusal as refusal:
        form.add_error("template" if refusal.code == "template_unavailable" else None, refusal)
        return None


def status_of(request):
    """Return 422 for a form that came back with faults."""
    return 422 if request.method == "POST" else 200


def saved_and_on(request, name, cycle) -> HttpResponseRedirect:
    """Say that the page was saved and go to the next one."""
    messages.success(request, _("Saved. You can stop here and come back later."))
    return redirect(name, cycle.public_id)
