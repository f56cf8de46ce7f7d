"""One planned result per page: the result and its one to five indicators."""

import re

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.rules.numbers import whole_number
from appraisal.choices import Aspect, Direction, Perspective, PlanApproach, ResultKind
from appraisal.forms.work_plan import RevisionForm, lines

MOST_INDICATORS = 5
BELOW_ZERO = re.compile(r"\s*[-\u2212\u2013]\s*\d")
TOO_LOW = _(
    "A target is not below zero: leave the minus out. For less of something, say so in words."
)
CONTENT = ("statement", "target_text", "target_min", "target_max")
QUANTITATIVE_FIELDS = ("aspect", "target_min", "target_max", "unit_of_measure", "direction")
INDICATOR_FIELDS = ("statement", *QUANTITATIVE_FIELDS, "target_text", "perspective")


def choices_of(words):
    """Return the choices of a list, an empty one first, each beginning with a capital."""
    return [("", _("Choose")), *((value, capfirst(label)) for value, label in words.choices)]


def number_field(label, required=""):
    """Return a field for a number as people write it: 12, 95,5 or 1.250."""
    return forms.DecimalField(
        label=label,
        max_digits=14,
        decimal_places=4,
        min_value=0,
        required=bool(required),
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Write a number, for example 12 or 95,5."),
            "min_value": TOO_LOW,
            "required": required,
        },
    )


def statement_field():
    """Return the field for the result itself, wherever one is written."""
    return forms.CharField(
        label=_("Planned result"),
        max_length=1000,
        widget=lines(3),
        help_text=_(
            "Name the result, not the activity. For example: “Service queues are shorter”."
        ),
        error_messages={"required": _("Write what should have been reached at the end.")},
    )


class PlannedResultForm(RevisionForm):
    """A rencana hasil kerja, without its indicators."""

    kind = forms.ChoiceField(
        label=_("Priority"),
        choices=choices_of(ResultKind)[1:],
        initial=ResultKind.MAIN,
        widget=forms.RadioSelect,
        help_text=_("Your supervisor decides what is main; additional results are optional."),
    )
    statement = statement_field()
    leaders_result = forms.CharField(
        label=_("Leader's planned result it serves"),
        max_length=1000,
        required=False,
        widget=lines(2),
        help_text=_("From your supervisor's plan. Leave empty if there is none."),
    )
    assigned_by = forms.CharField(
        label=_("Assigned by"),
        max_length=200,
        required=False,
        help_text=_(
            "Only if somebody other than your supervisor gave you this task: name the post."
        ),
    )


class IndicatorForm(forms.Form):
    """One indicator with its target, in the fields that the approach and the post need."""

    use_required_attribute = False
    statement = forms.CharField(
        label=_("Individual indicator"),
        max_length=1000,
        widget=lines(2),
        help_text=_("How will both of you see that it was reached?"),
        error_messages={"required": _("Write the indicator.")},
    )
    aspect = forms.ChoiceField(
        label=_("Aspect"),
        choices=choices_of(Aspect),
        error_messages={"required": _("Choose an aspect.")},
    )
    target_min = number_field(
        _("Target (number)"), required=_("Write the target as a number, or in words.")
    )
    target_max = number_field(_("Up to (for a range)"))
    unit_of_measure = forms.CharField(
        label=_("Unit of measure"),
        max_length=60,
        error_messages={"required": _("Write the unit of measure, for example “document”.")},
    )
    direction = forms.ChoiceField(
        label=_("Direction"), choices=choices_of(Direction)[1:], initial=Direction.UP
    )
    target_text = forms.CharField(
        label=_("Target in words"),
        max_length=300,
        required=False,
        help_text=_("Only if no number fits, or to explain it."),
    )
    perspective = forms.ChoiceField(
        label=_("Perspective"),
        choices=choices_of(Perspective),
        error_messages={"required": _("Choose a perspective.")},
    )

    def __init__(self, *args, approach, has_perspective, **kwargs):
        """Keep only the fields of this approach."""
        super().__init__(*args, **kwargs)
        self.is_quantitative = approach == PlanApproach.QUANTITATIVE
        if not self.is_quantitative:
            self.fields["target_text"] = forms.CharField(
                label=_("Target"),
                max_length=300,
                widget=lines(2),
                help_text=_("Describe what meets expectations."),
                error_messages={"required": _("Describe the target.")},
            )
            for name in QUANTITATIVE_FIELDS:
                del self.fields[name]
        if not has_perspective:
            del self.fields["perspective"]

    def clean_target_text(self):
        """Refuse a target below zero, as nobody can reach it."""
        text = self.cleaned_data["target_text"]
        if BELOW_ZERO.match(text):
            raise forms.ValidationError(TOO_LOW, code="below_zero")
        return text

    def clean(self):
        """Let words stand for a number; a range needs both ends in order."""
        data = super().clean()
        low, high = data.get("target_min"), data.get("target_max")
        if data.get("target_text") and self.has_error("target_min", "required") and high is None:
            del self.errors["target_min"]
        if low is not None and high is not None and high < low:
            self.add_error("target_max", _("The upper number is smaller than the lower one."))
        if high is not None:
            data["direction"] = Direction.RANGE
        return data

    def values(self):
        """Return the fields of the model; a target without words is its numbers."""
        data = {name: self.cleaned_data.get(name) for name in self.fields if name != "DELETE"}
        data["target_text"] = data.get("target_text") or spoken_target(data)
        return data


def spoken_target(data):
    """Return "12" or "80–90" as it stands in the column Target."""
    ends = [data.get("target_min"), data.get("target_max")]
    return "\u2013".join(plain_number(end) for end in ends if end is not None)


def plain_number(value):
    """Return a number without zeros behind the comma."""
    return number_format(short_number(value))


def short_number(value):
    """Return a number that ends where its last digit is, or None."""
    if value is None:
        return None
    return value.normalize() if value % 1 else value.quantize(1)


class BaseIndicatorFormSet(BaseFormSet):
    """One to five indicators; rows left empty or marked for removal do not count."""

    def get_deletion_widget(self):
        """Return the box that removes a row."""
        return forms.CheckboxInput()

    def add_fields(self, form, index):
        """Word the box that removes a row; a new row is removed by leaving it empty."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this indicator")

    def rows(self):
        """Return the rows that hold an indicator."""
        return [
            form
            for form in self.forms
            if (form.has_changed() or not form.empty_permitted)
            and not self._should_delete_form(form)
        ]

    def clean(self):
        """Ask for at least one indicator."""
        if not self.rows():
            raise forms.ValidationError(_("Add at least one indicator with a target."))

    def written(self):
        """Return what was written, row by row, for the service."""
        return [form.values() for form in self.rows()]

    def error_links(self):
        """Return (address, text) for each error, for the summary at the top of the page."""
        if not self.is_bound:
            return []
        general = [("#indicators", error) for error in self.non_form_errors()]
        rows = [form for form in self.forms if not self._should_delete_form(form)]
        return general + [
            (f"#{field.auto_id}", error)
            for form in rows
            for field in form
            for error in field.errors
        ]


def indicator_formset(plan, *, has_perspective, data=None, initial=None, blank=1):
    """Return the rows of indicators of one result: what is there, and `blank` empty ones."""
    rows = formset_factory(
        IndicatorForm,
        formset=BaseIndicatorFormSet,
        extra=blank,
        can_delete=True,
        can_delete_extra=False,
        max_num=MOST_INDICATORS,
        absolute_max=MOST_INDICATORS,
    )
    return rows(
        data,
        initial=initial,
        prefix="indicators",
        form_kwargs={"approach": plan.approach, "has_perspective": has_perspective},
    )


def stored_rows(indicators):
    """Return indicators as the rows of the form; a target that only repeats its numbers is not shown twice."""
    rows = [{name: getattr(row, name) for name in INDICATOR_FIELDS} for row in indicators]
    for row in rows:
        row |= {name: short_number(row[name]) for name in ("target_min", "target_max")}
        if row["target_min"] is not None and row["target_text"] == spoken_target(row):
            row["target_text"] = ""
    return rows


def typed_rows(data):
    """Return what was typed into the rows, as it was typed, without judging it."""
    count = min(whole_number(data.get("indicators-TOTAL_FORMS", ""), 1), MOST_INDICATORS)
    rows = [
        {name: data.get(f"indicators-{row}-{name}", "") for name in INDICATOR_FIELDS}
        for row in range(count)
    ]
    return [row for row in rows if any(row[name].strip() for name in CONTENT)]
