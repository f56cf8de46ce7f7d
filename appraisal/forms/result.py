"""What the employee answers to a result."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AcknowledgeForm(forms.Form):
    """An optional comment beside "read and discussed"."""

    comment = forms.CharField(
        label=_("Your comment"),
        help_text=_("Your supervisor, the supervisor's superior and HR can read this."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "ta"}),
        required=False,
        max_length=2000,
    )
