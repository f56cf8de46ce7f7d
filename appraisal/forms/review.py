"""What a supervisor types: a page of draft fields, a reason, a revision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.rules.numbers import whole_number
from appraisal.services.draft import Entry

MULTIPLE = "indicators"


class ReasonForm(forms.Form):
    """A reason that the other person will read."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The other person reads this. Say what to do next."),
        error_messages={"required": _("Write the reason; the other person will read it.")},
        widget=forms.Textarea(attrs={"rows": 4, "class": "ta"}),
        max_length=2000,
    )

    def __init__(self, *args, hint="", **kwargs):
        """Say who reads the reason, where a page knows better."""
        super().__init__(*args, **kwargs)
        if hint:
            self.fields["reason"].help_text = hint


class DecideForm(forms.Form):
    """The revision that the supervisor had in front of the eyes when deciding."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


def posted_entries(data, fields):
    """Return the fields of a page as a form sent them; a field that is absent is not touched."""
    return [
        Entry(field.key, value_of(data, field), revision_of(data, field))
        for field in fields
        if f"{field.name}-rev" in data
    ]


def value_of(data, field):
    """Return the text of a field; ticks are joined by commas."""
    if field.key.endswith(f".{MULTIPLE}"):
        return ",".join(data.getlist(field.name))
    return data.get(field.name, "")


def revision_of(data, field):
    """Return the revision that the page was drawn with."""
    return whole_number(data.get(f"{field.name}-rev", ""), 0)
