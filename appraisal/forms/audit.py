"""What somebody looks for in the change history."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.queries.audit_search import kinds
from appraisal.queries.audit_words import GROUPS

WRITE_A_DATE = _("Write a date such as 28/02/2026")


def day_field(label):
    """Return a field for a day that may be left out."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": WRITE_A_DATE},
    )


class PersonSearchForm(forms.Form):
    """Whose changes are looked for; sent in the body, so that no address names a person."""

    who = forms.CharField(
        label=_("Name or NIP"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AuditForm(forms.Form):
    """Person, kind of thing, action and days."""

    person = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    action = forms.ChoiceField(label=_("What happened"), required=False)
    since = day_field(_("From"))
    until = day_field(_("Until"))

    def __init__(self, *args, **kwargs):
        """Offer every kind of thing and every action, in words."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *kinds()]
        groups = [(name, list(actions.items())) for name, actions in GROUPS]
        self.fields["action"].choices = [("", _("All")), *groups]

    def clean(self):
        """Ask that the days are in order."""
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not come before the first day."))
        return data
