"""Give more time in a running cycle: choose for whom and until when, see who is told, then grant it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.choices import Role
from accounts.forms.refused import refused_into
from accounts.models import Employee, OrgUnit
from appraisal.forms.deadline_extension import PERSON, UNIT, ExtensionForm
from appraisal.queries.cycle_scope import manages
from appraisal.queries.deadline_extension import extensions_of, people_in_cycle
from appraisal.queries.participants import covered_units
from appraisal.queries.unit_choices import units_in_order
from appraisal.services.deadline_extension import examine_extension, extend_deadline
from appraisal.views.cycle import cycle_for_hr

FIELD_OF = {
    "not_later": "closes_date",
    "past": "closes_date",
    "out_of_order": "closes_date",
    "no_reason": "reason",
    "not_in_cycle": "person",
}
NAMES_SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
def cycle_extend(request, public_id):
    """Ask for whom and until when; show who will be told; grant on the second press."""
    cycle, units = cycle_to_extend(request, public_id)
    if not cycle.opened_at:
        return redirect("appraisal:cycle_windows", cycle.public_id)
    form = extension_form(request, cycle, units)
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return form_page(request, cycle, form)
    service = extend_deadline if "confirm" in request.POST else examine_extension
    outcome = ask(service, request, form)
    if outcome is None:
        return form_page(request, cycle, form)
    if service is examine_extension:
        return preview_page(request, cycle, form, outcome)
    messages.success(request, granted_words(outcome))
    return redirect(after(cycle, outcome))


def cycle_to_extend(request, public_id):
    """Load a cycle with the units in it for which the person is administrator."""
    cycle = cycle_for_hr(request, public_id)
    units = covered_units(cycle, request.actor.on)
    own = units if request.actor.is_hr_of_everything else units & request.actor.units(Role.HR_ADMIN)
    if not own and not manages(cycle, request.actor):
        raise PermissionDenied
    return cycle, own


def extension_form(request, cycle, units):
    """Return the form with what was sent, or with the person whom the address names."""
    offered = OrgUnit.objects.filter(pk__in=units)
    choices = [
        (key, f"{'– ' * depth}{name}")
        for key, name, depth in units_in_order(offered, request.actor.on)
    ]
    return ExtensionForm(
        request.POST or None,
        initial=initial_of(request),
        windows=cycle.windows.select_related("cycle", "period").order_by("opens_date", "pk"),
        units=choices,
        people=people_in_cycle(cycle),
        may_all=manages(cycle, request.actor),
    )


def initial_of(request):
    """Return what the address proposes: a person, a unit, a phase."""
    initial = {"window": request.GET.get("tahap", "")}
    if public_id := request.GET.get("pegawai"):
        person = Employee.objects.visible_to(request.actor).filter(public_id=public_id).first()
        if person is None:
            raise Http404
        initial |= {"scope": PERSON, "person": person.nip or person.email or person.name}
    elif unit := request.GET.get("unit"):
        initial |= {"scope": UNIT, "unit": unit}
    return initial


def ask(service, request, form):
    """Call a service with what was typed; a refusal stands at its field."""
    data = form.cleaned_data
    with refused_into(form, **FIELD_OF):
        return service(
            window=form.windows[data["window"]],
            closes_date=data["closes_date"],
            reason=data["reason"],
            actor=request.actor,
            at=timezone.now(),
            **form.target,
        )


def form_page(request, cycle, form):
    """Show the form and what was granted so far."""
    context = {
        "cycle": cycle,
        "form": form,
        "extensions": extensions_of(cycle, request.actor.on)[:NAMES_SHOWN],
    }
    status = 422 if form.errors and "change" not in request.POST else 200
    return render(request, "appraisal/cycle_extend.html", context, status=status)


def preview_page(request, cycle, form, grant):
    """Show what would be granted and who would be told."""
    people = list(grant.recipients)
    context = {
        "cycle": cycle,
        "form": form,
        "grant": grant,
        "names": people[:NAMES_SHOWN],
        "more": len(people) - NAMES_SHOWN,
        "sent": [(name, value) for name, value in form.data.items() if name in form.fields],
    }
    return render(request, "appraisal/cycle_extend_preview.html", context)


def granted_words(extension):
    """Say what happened and how many were told."""
    told = ngettext("%(count)s person was told.", "%(count)s people were told.", extension.people)
    return f"{_('The deadline was moved.')} {told % {'count': extension.people}}"


def after(cycle, extension):
    """Return where to go on: to the person it was for, or to the cycle."""
    if extension.employee is None:
        return cycle.get_absolute_url()
    return reverse("appraisal:employee_panel", args=[extension.employee.public_id])
