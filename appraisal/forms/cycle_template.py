"""Name and description of a template of the agency."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    """What colleagues read when they choose."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name of the template"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "in-w20"}),
        error_messages={"required": _("Write the name of the template")},
    )
    summary = forms.CharField(
        label=_("Purpose"),
        help_text=_("Two sentences for whoever prepares the next cycle."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what the template is for")},
    )
