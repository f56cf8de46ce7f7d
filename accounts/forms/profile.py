"""Preferences of a person."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee


class PreferencesForm(forms.ModelForm):
    """Language, theme, text size and shortcuts."""

    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    class Meta:
        model = Employee
        fields = ("language", "theme", "text_size", "shortcuts")
        widgets = {"theme": forms.RadioSelect, "text_size": forms.RadioSelect}
        labels = {
            "theme": _("Appearance"),
            "text_size": _("Text size"),
            "shortcuts": _("Keyboard shortcuts on"),
        }
        help_texts = {
            "shortcuts": _("J and K move to the next and the previous person; never while typing.")
        }
