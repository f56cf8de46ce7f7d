"""What HR types to set a standard."""

from django import forms
from django.utils.translation import gettext_lazy as _

from competency.choices import LEVELS


class StandardForm(forms.Form):
    """A level from a day on."""

    level = forms.TypedChoiceField(
        label=_("Required level"),
        choices=[(level, str(level)) for level in LEVELS],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a level from 1 to 5")},
    )
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
