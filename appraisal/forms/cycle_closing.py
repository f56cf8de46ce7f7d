"""Why a cycle is closed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ClosingForm(forms.Form):
    """The reason; asked when work is open."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody in the cycle reads it, and it stands in the history of the cycle."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why the cycle is closed although work is open.")},
    )

    def __init__(self, *args, is_required, **kwargs):
        """Ask for the reason only where something is unfinished."""
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_required
