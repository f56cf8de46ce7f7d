"""The days on which somebody is away."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """The first and the last day; there is no field for a reason."""

    use_required_attribute = False

    from_date = forms.DateField(
        label=_("First day away"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the first day away"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )
    until_date = forms.DateField(
        label=_("Last day away"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the last day away"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )
