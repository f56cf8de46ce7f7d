"""A result of the library, typed from scratch or changed."""

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.choices import PositionKind
from appraisal.choices import PlanApproach
from appraisal.forms.planned_result import (
    MOST_INDICATORS,
    BaseIndicatorFormSet,
    IndicatorForm,
    choices_of,
    statement_field,
)
from appraisal.forms.work_plan import lines

OPTIONAL = ("aspect", "target_min", "unit_of_measure", "direction", "perspective")


class LibraryEntryForm(forms.Form):
    """The result itself, and for whom it is meant."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    statement = statement_field()
    leaders_result = forms.CharField(
        label=_("Leader's planned result it serves"),
        max_length=1000,
        required=False,
        widget=lines(2),
    )
    position_kind = forms.ChoiceField(
        label=_("Kind of position"),
        choices=choices_of(PositionKind),
        error_messages={"required": _("Choose for which kind of position it is meant.")},
    )
    org_unit = forms.ChoiceField(
        label=_("Work unit"),
        help_text=_("Where it comes from; everybody in the agency may copy it."),
        error_messages={"required": _("Choose the unit.")},
    )

    def __init__(self, *args, units, **kwargs):
        """Offer the (public id, name) of the units for which the actor may write."""
        super().__init__(*args, **kwargs)
        self.fields["org_unit"].choices = units

    def show_current(self, mark):
        """Let the next attempt start from the entry as it is now: the person has been told."""
        self.data = self.data.copy()
        self.data["seen"] = mark


class LibraryIndicatorForm(IndicatorForm):
    """An indicator for plans of either approach: a number or words, the rest if it is known."""

    def __init__(self, *args, **kwargs):
        """Ask for indicator and target only."""
        super().__init__(*args, approach=PlanApproach.QUANTITATIVE, **kwargs)
        for name in OPTIONAL:
            if name in self.fields:
                self.fields[name].required = False
        for name in ("target_min", "target_text"):  # one of the two is asked for
            self.fields[name].is_conditional = True

    def clean(self):
        """Ask for a target in one way or the other."""
        data = super().clean()
        is_empty = not data.get("target_text") and data.get("target_min") is None
        if is_empty and not self.has_error("target_min"):
            self.add_error("target_min", _("Write the target as a number, or in words."))
        data["direction"] = data.get("direction") or self.fields["direction"].initial
        return data


def library_indicators(*, has_perspective, data=None, initial=None, blank=1):
    """Return the rows of indicators of an entry: what is there, and `blank` empty ones."""
    rows = formset_factory(
        LibraryIndicatorForm,
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
        form_kwargs={"has_perspective": has_perspective},
    )
