"""Who the right supervisor is, as far as the employee knows; and HR's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.employee import PersonField, PersonInput

OTHER, UNKNOWN = "other", "unknown"


class CorrectionForm(forms.Form):
    """One of the likely people, somebody else, or "I do not know"; and what is wrong."""

    choice = forms.ChoiceField(
        label=_("Who is your supervisor?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a person, or “I do not know”.")},
    )
    other = PersonField(
        label=_("Somebody else"),
        required=False,
        is_conditional=True,
        help_text=_("NIP, e-mail or full name. Writing here means “somebody else”."),
        error_messages={
            "unknown": _(
                "Nobody with the NIP, e-mail or full name “%(text)s” is in Selaras. Check it, or"
                " choose “I do not know” and write the name under “What is wrong?”."
            )
        },
        widget=PersonInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("What is wrong?"),
        required=False,
        max_length=500,
        help_text=_("For example: I moved to another section in October. HR reads it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, likely, **kwargs):
        """Offer the likely supervisors by name."""
        super().__init__(*args, **kwargs)
        self.likely = {person.public_id: person for person in likely}
        self.fields["choice"].choices = [
            *((key, person.full_name) for key, person in self.likely.items()),
            (UNKNOWN, _("I do not know")),
            (OTHER, _("somebody else")),  # last: the field for the name follows
        ]

    def clean(self):
        """Ask for the name of somebody else; a name without a choice is one."""
        data = super().clean()
        if data.get("other") and not self.data.get("choice"):
            data["choice"] = OTHER
            del self.errors["choice"]
        is_other = data.get("choice") == OTHER
        if data.get("choice") and not is_other:  # what was typed there does not count
            self.errors.pop("other", None)
        if is_other and not data.get("other") and "other" not in self.errors:
            self.add_error("other", _("Write who it is, or choose “I do not know” above."))
        return data

    def proposed(self):
        """Return the person who was proposed, or None."""
        choice = self.cleaned_data["choice"]
        return self.cleaned_data["other"] if choice == OTHER else self.likely.get(choice)


class AnswerForm(forms.Form):
    """Why the supervisor stays as recorded."""

    answer = forms.CharField(
        label=_("Answer to the employee"),
        max_length=500,
        help_text=_("Say why it stays as it is, and what the employee can do."),
        error_messages={"required": _("Write an answer; the employee reads it.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
