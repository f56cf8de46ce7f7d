"""What is typed about a whole work plan: a note, special expectations."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.rules.numbers import whole_number
from appraisal.models.shipped_words import value_name
from appraisal.rules.core_values import CORE_VALUES


def lines(rows):
    """Return a text area of some lines."""
    return forms.Textarea(attrs={"rows": rows, "class": "ta-s" if rows < 4 else ""})


class RevisionForm(forms.Form):
    """A form that knows which state of the record the person had before their eyes."""

    use_required_attribute = False
    expected_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def show_current(self, record):
        """Let the next attempt start from the record as it is now: the person has been told."""
        self.data = self.data.copy()
        self.data["expected_revision"] = record.revision


def revision_of(data):
    """Return the revision that a button was drawn for, or None if the form does not say."""
    return whole_number(data.get("expected_revision", ""))


class ReturnForm(RevisionForm):
    """The note with which a plan goes back."""

    reason = forms.CharField(
        label=_("What should change?"),
        widget=lines(5),
        max_length=2000,
        help_text=_("Name the result and what you would agree to. The employee reads this note."),
        error_messages={"required": _("Write the reason; the other person will read it.")},
    )


class ExpectationsForm(RevisionForm):
    """The leader's special expectations: one optional text for each core value."""

    def __init__(self, *args, **kwargs):
        """Add a field for each of the seven values, with its three behaviours as the hint."""
        super().__init__(*args, **kwargs)
        for value in CORE_VALUES:
            self.fields[value.code] = forms.CharField(
                label=value_name(value.code),
                required=False,
                max_length=1000,
                widget=lines(2),
                help_text=format_html('<span lang="id">{}</span>', " · ".join(value.statements)),
            )

    def texts(self):
        """Return {core value: text}."""
        return {value.code: self.cleaned_data[value.code] for value in CORE_VALUES}
