"""What a cycle in preparation asks of people."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.forms.refused import refused_into
from appraisal.choices import NarrativeKind
from appraisal.forms.cycle_parts import MORE_ROWS, CriterionFormSet, PartsForm
from appraisal.queries.cycle_template import parts_in_words
from appraisal.services.cycle_parts import ALWAYS, CHOSEN, criteria_of, set_parts, unfitting
from appraisal.views.cycle import preparing, status_of
from appraisal.views.cycle_step import passing, saved_and_on, tabs_of

FIELD_OF = {"no_criteria": "CRITERIA", "integrity_without_competencies": "options"}


@preparing
def cycle_parts(request, cycle):
    """Switch optional parts, stories and options; write the criteria."""
    form = PartsForm(request.POST or None, initial=initial_of(cycle))
    rows = CriterionFormSet(rows_sent(request), initial=criteria_of(cycle), prefix="criteria")
    if "more" in request.POST:
        return page(request, cycle, form, rows, 200)
    if onward := passing(request, cycle, form, rows):
        return onward
    if request.method == "POST" and is_sound(form, rows):
        with refused_into(form, **FIELD_OF):
            save(request, cycle, form, rows)
        if not form.errors:
            return saved_and_on(request, "cycle_who_sees", cycle)
    return page(request, cycle, form, rows, status_of(request))


def page(request, cycle, form, rows, status):
    """Show the parts as they are saved, or as they were sent."""
    context = {
        "cycle": cycle,
        "form": form,
        "rows": rows,
        "row_errors": [] if status == 200 else errors_of(rows),
        "tabs": tabs_of(request, cycle, "cycle_parts"),
        "always": [part.label for part in ALWAYS],
        "missing": parts_in_words(cycle, {"unavailable"}),
    }
    return render(request, "appraisal/cycle_parts.html", context, status=status)


def rows_sent(request):
    """Return what was sent, with more empty rows where somebody asked for them; nothing is saved."""
    if "more" not in request.POST:
        return request.POST or None
    data = request.POST.copy()
    total = data.get("criteria-TOTAL_FORMS", "")
    data["criteria-TOTAL_FORMS"] = (int(total) if total.isdecimal() else 0) + MORE_ROWS
    return data


def is_sound(form, rows):
    """Tell whether both forms can be read and fit together; every fault is named at once."""
    are_rows_sound = rows.is_valid()
    if form.is_valid():
        data = form.cleaned_data
        for fault in unfitting(form.choices["parts"], data["options"], rows.count_written()):
            form.add_error(FIELD_OF.get(fault.code), fault)
    return are_rows_sound and not form.errors


def errors_of(rows):
    """Return (address, words) of every fault among the criteria."""
    return [
        (
            f"#{row[name].id_for_label}",
            _("Criterion %(number)s: %(words)s") % {"number": number, "words": words},
        )
        for number, row in enumerate(rows, 1)
        for name, found in row.errors.items()
        for words in found
    ]


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
