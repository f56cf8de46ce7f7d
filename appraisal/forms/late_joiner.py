"""Who joins a running cycle, and who is left out."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    """The people who were ticked."""

    employees = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=None,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person")},
    )

    def __init__(self, *args, employees, **kwargs):
        """Offer the people who belong to the cycle and have no plan in it."""
        super().__init__(*args, **kwargs)
        self.fields["employees"].queryset = employees
