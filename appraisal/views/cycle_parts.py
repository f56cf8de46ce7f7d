"""What a cycle in preparation asks of people."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.forms.refused import refused_into
from appraisal.choices import NarrativeKind
from appraisal.forms.cycle_parts import CriterionFormSet, PartsForm
from appraisal.queries.cycle_steps import steps
from appraisal.queries.cycle_template import parts_in_words
from appraisal.services.cycle_parts import ALWAYS, CHOSEN, criteria_of, set_parts
from appraisal.views.cycle import preparing, saved_and_on, status_of


@preparing
def cycle_parts(request, cycle):
    """Switch optional parts, stories and options; write the criteria."""
    form = PartsForm(request.POST or None, initial=initial_of(cycle))
    rows = CriterionFormSet(request.POST or None, initial=criteria_of(cycle), prefix="criteria")
    if request.method == "POST" and is_sound(form, rows):
        with refused_into(form):
            save(request, cycle, form, rows)
        if not form.errors:
            return saved_and_on(request, "appraisal:cycle_who_sees", cycle)
    context = {
        "cycle": cycle,
        "form": form,
        "rows": rows,
        "tabs": steps(cycle, "cycle_parts"),
        "always": [part.label for part in ALWAYS],
        "missing": parts_in_words(cycle, {"unavailable"}),
    }
    return render(request, "appraisal/cycle_parts.html", context, status=status_of(request))


def is_sound(form, rows):
    """Tell whether both forms can be read; a fault among the criteria is announced above."""
    if not rows.is_valid():
        form.add_error(None, _("Complete the criteria below, or remove what is not meant."))
    return form.is_valid()


def save(request, cycle, form, rows):
    """Hand the fields to the service."""
    set_parts(
        cycle=cycle,
        **form.choices,
        criteria=written(rows),
        actor=request.actor,
        at=timezone.now(),
    )


def initial_of(cycle):
    """Return what the cycle asks now, as the form starts with it."""
    parts = {part.value: cycle.parts.get(part, "off") for part in CHOSEN}
    stories = {kind.value: cycle.narratives.get(kind, "off") for kind in NarrativeKind}
    return parts | stories | {"options": cycle.options}


def written(rows):
    """Return the criteria that have a name and are not to be removed."""
    return [
        {key: row.get(key, "").strip() for key in ("code", "name", "description")}
        for row in (form.cleaned_data for form in rows)
        if row.get("name", "").strip() and not row.get("DELETE")
    ]
