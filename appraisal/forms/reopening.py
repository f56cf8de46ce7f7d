"""Why a released result is opened again, and the answer to it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """A reason that the employee will read too."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "The second person, the supervisor and, once confirmed, the employee read it. Say what"
            " is wrong, not what the result should be."
        ),
        error_messages={"required": _("Write the reason; the other person will read it.")},
        widget=forms.Textarea(attrs={"rows": 4, "class": "ta"}),
        max_length=1000,
    )


class AnswerForm(forms.Form):
    """A few words with the answer; they are needed only to decline."""

    answer = forms.CharField(
        label=_("Your words"),
        help_text=_("Needed when you decline. Whoever asked reads them."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "ta"}),
        max_length=1000,
    )
