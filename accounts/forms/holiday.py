"""A day for the calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HolidayForm(forms.Form):
    """Date and name of a holiday."""

    date = forms.DateField(label=_("Date"), widget=forms.DateInput(format="%Y-%m-%d"))
    name = forms.CharField(label=_("Name of the day"), max_length=120)
