"""What HR types for several positions at once: levels, or kind, grade and class."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import FunctionalGrade, PositionKind
from competency.choices import LEVELS
from competency.forms.standard import SinceForm, level_field

KEEP = ("", _("leave as it is"))
LEVEL_CHOICES = [KEEP, *((level, str(level)) for level in LEVELS)]


class BulkStandardForm(SinceForm):
    """Levels for some competencies, from a day on."""

    def __init__(self, *args, competencies, **kwargs):
        """Offer a level of each competency; those left empty stay as they are."""
        super().__init__(*args, **kwargs)
        self.competencies = {level_field(one): one for one in competencies}
        for name, competency in self.competencies.items():
            self.fields[name] = forms.TypedChoiceField(
                label=competency.title,
                choices=LEVEL_CHOICES,
                coerce=int,
                empty_value=None,
                required=False,
            )
            self.fields[name].is_conditional = True  # "leave as it is" says that it may stay

    def clean(self):
        """Ask for one level at least."""
        data = super().clean()
        if not any(data.get(name) for name in self.competencies):
            self.add_error(None, _("Choose the level of one competency at least."))
        return data

    @property
    def given_fields(self):
        """Return the fields of the competencies of the regulation."""
        return [self[name] for name, one in self.competencies.items() if not one.is_own]

    @property
    def own_fields(self):
        """Return the fields of the agency's technical competencies."""
        return [self[name] for name, one in self.competencies.items() if one.is_own]

    @property
    def levels(self):
        """Return {competency: level} of what was chosen."""
        found = {one: self.cleaned_data[name] for name, one in self.competencies.items()}
        return {one: level for one, level in found.items() if level}


class PositionForm(forms.Form):
    """Another kind with its grade, another class, or both."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[KEEP, *PositionKind.choices], required=False)
    functional_grade = forms.ChoiceField(
        label=_("Functional grade"),
        help_text=_("Only for functional positions."),
        choices=[("", _("no grade")), *FunctionalGrade.choices],
        required=False,
    )
    job_class = forms.IntegerField(
        label=_("Job class"),
        help_text=_("1 to 17; empty leaves it as it is."),
        min_value=1,
        max_value=17,
        required=False,
    )

    def clean(self):
        """Ask for one change at least; a grade goes with its kind."""
        data = super().clean()
        if data.get("functional_grade") and not data.get("kind"):
            self.add_error("kind", _("Choose the kind that the grade belongs to."))
        elif not self.errors and not data.get("kind") and data.get("job_class") is None:
            self.add_error(None, _("Choose a kind or write a class."))
        return data
