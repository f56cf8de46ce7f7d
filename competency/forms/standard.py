"""What HR types to set a standard."""

from django import forms
from django.utils.translation import gettext_lazy as _

from competency.choices import LEVELS


class PostSearchForm(forms.Form):
    """Find single positions in the table of standards."""

    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(label=_("Name of the position"), max_length=200, required=False)

    def words(self):
        """Return what is looked for."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class SinceForm(forms.Form):
    """From when a standard holds, and why."""

    from_date = forms.DateField(
        label=_("In force from"),
        help_text=_("Evaluations that are already open keep the standard they began with."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the first day on which the standard holds"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )
    note = forms.CharField(
        label=_("Source or reason"),
        help_text=_("For example the number of the regulation of your agency."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Name the source or the reason")},
    )


class StandardForm(SinceForm):
    """A level from a day on."""

    field_order = ("level", "from_date", "note")

    level = forms.TypedChoiceField(
        label=_("Required level"),
        choices=[(level, str(level)) for level in LEVELS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a level from 1 to 5")},
    )


class EndForm(forms.Form):
    """The first day without a level."""

    from_date = forms.DateField(
        label=_("No longer required from"),
        help_text=_("The day before is the last one. Until then you can take this back."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the first day without this level"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )


class PositionStandardForm(SinceForm):
    """The level of one position in every competency, from a day on."""

    def __init__(self, *args, competencies, **kwargs):
        """Ask for a level of each competency."""
        super().__init__(*args, **kwargs)
        self.competencies = {level_field(one): one for one in competencies}
        for name, competency in self.competencies.items():
            self.fields[name] = forms.TypedChoiceField(
                label=competency.title,
                choices=[
                    ("", _("not required") if competency.is_own else _("choose")),
                    *((level, str(level)) for level in LEVELS),
                ],
                coerce=int,
                empty_value=None,
                required=not competency.is_own,
                error_messages={
                    "required": _("%(competency)s: choose a level")
                    % {"competency": competency.title}
                },
            )

    @property
    def level_fields(self):
        """Return the levels to choose, for the page."""
        return [self[name] for name in self.competencies]

    @property
    def levels(self):
        """Return {competency: level} of a form that was read without fault; none where left empty."""
        found = {one: self.cleaned_data[name] for name, one in self.competencies.items()}
        return {one: level for one, level in found.items() if level}


def level_field(competency):
    """Return the name of the field for the level of a competency."""
    return f"level_{competency.public_id}"
