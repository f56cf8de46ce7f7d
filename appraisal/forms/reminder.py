"""Whom to remind, and in which words."""

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import OrgUnit
from appraisal.choices import ReminderAudience
from appraisal.queries.reminder import TO_SUPERVISORS


class ReminderForm(forms.Form):
    """A period, a status, perhaps a unit, and a message."""

    use_required_attribute = False

    period = forms.ChoiceField(label=_("Period"), widget=forms.Select)
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select)
    audience = forms.ChoiceField(
        label=_("Status"),
        help_text=_(
            "The numbers are those of the unit above. “Not started” on the dashboard also counts "
            "those whose work plan is not agreed yet; the next page offers to remind them too."
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whom to remind"),
            "invalid_choice": _("Choose whom to remind"),
        },
    )
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
            (value, f"{label} ({step_words(value, counts[value])})")
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


def step_words(audience, step):
    """Return "6, with 5 supervisors; 1 changes a plan that is agreed already", or the number alone."""
    words = str(step.records)
    if audience in TO_SUPERVISORS and step.records:
        text = ngettext("%(n)s, with %(count)s supervisor", "%(n)s, with %(count)s supervisors",
                        step.supervisors)  # fmt: skip
        words = text % {"n": step.records, "count": step.supervisors}
    if step.changes:
        more = gettext("of these %(count)s changing an agreed plan") % {"count": step.changes}
        words = f"{words}; {more}"
    return words
