"""Who acts for a supervisor, on which days, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.employee import PersonField


class DelegationForm(forms.Form):
    """The person, the first and the last day, a reason."""

    delegate = PersonField(
        label=_("Who acts"),
        help_text=_(
            "NIP, e-mail or full name of a colleague in the unit or the line of reporting."
        ),
        widget=forms.TextInput(attrs={"list": "possible-delegates", "autocomplete": "off"}),
    )
    from_date = forms.DateField(label=_("From"), widget=forms.DateInput(format="%Y-%m-%d"))
    until_date = forms.DateField(
        label=_("Until"),
        help_text=_("The last day is included; 90 days at most."),
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For example: official trip. No reasons of health."),
        max_length=300,
        error_messages={"required": _("Write the reason; the one who acts for you reads it.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def days(self):
        """Return the first and the last day."""
        return self.cleaned_data["from_date"], self.cleaned_data["until_date"]
