"""Whom to remind, and in which words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import OrgUnit
from appraisal.choices import ReminderAudience


class ReminderForm(forms.Form):
    """A period, a status, perhaps a unit, and a message."""

    use_required_attribute = False

    period = forms.ChoiceField(label=_("Period"), widget=forms.Select)
    audience = forms.ChoiceField(
        label=_("Status"),
        help_text=_(
            "“Not started” on the dashboard also counts those whose work plan is not agreed yet."
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whom to remind"),
            "invalid_choice": _("Choose whom to remind"),
        },
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select)
    message = forms.CharField(
        label=_("Message"),
        help_text=_("Left empty, a usual sentence with the deadline is sent. You see it before."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ta"}),
    )

    def __init__(self, *args, periods, units, counts, **kwargs):
        """Offer the periods, the units that the person follows, and each status with its number."""
        super().__init__(*args, **kwargs)
        self.periods = {row.public_id: row for row in periods}
        self.fields["period"].choices = [(key, row.title) for key, row in self.periods.items()]
        if len(self.periods) == 1:
            self.fields["period"].widget = forms.HiddenInput()
        self.fields["unit"].choices = [("", _("All units")), *units]
        self.fields["audience"].choices = [
            (value, f"{label} ({counts.get(value, 0)})")
            for value, label in ReminderAudience.choices
        ]

    @property
    def chosen(self):
        """Return what was chosen as the service takes it."""
        data = self.cleaned_data
        unit = data["unit"]
        return {
            "period": self.periods[data["period"]],
            "audience": data["audience"],
            "org_unit": OrgUnit.objects.get(public_id=unit) if unit else None,
        }
