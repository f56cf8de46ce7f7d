"""A day for the calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.rules.holiday_lines import read_lines

FAULTS = {
    "shape": _("Line %(number)s, “%(text)s”: write the date first, then the name."),
    "date": _("Line %(number)s, “%(text)s”: this date does not exist. Write day/month/year."),
    "long": _("Line %(number)s: the name is longer than 120 characters."),
    "twice": _("Line %(number)s, “%(text)s”: this day already stands in a line above."),
}


class HolidayForm(forms.Form):
    """Date and name of a holiday."""

    date = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the date of the day off"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )
    name = forms.CharField(
        label=_("Name of the day"),
        max_length=120,
        error_messages={"required": _("Write the name as the joint decree (SKB) has it")},
    )


class HolidayLinesForm(forms.Form):
    """Several days, one per line."""

    lines = forms.CharField(
        label=_("Several days, one per line"),
        help_text=_("For example: 17/08/2027 Independence Day"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10000,
        error_messages={"required": _("Write or paste one line at least")},
    )

    def clean_lines(self):
        """Read the lines; name the fault of each that cannot be read."""
        lines = read_lines(self.cleaned_data["lines"])
        faults = [
            forms.ValidationError(
                FAULTS[line.fault], params={"number": line.number, "text": line.text[:60]}
            )
            for line in lines
            if line.fault
        ]
        if faults:
            raise forms.ValidationError(faults)
        return {line.day: line.name for line in lines}
