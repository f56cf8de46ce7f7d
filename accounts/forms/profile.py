"""Preferences of a person."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.choices import MailGroup
from accounts.models import Employee


class PreferencesForm(forms.ModelForm):
    """Language, theme, text size, shortcuts, a shared computer, and what comes by mail."""

    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    mail = forms.MultipleChoiceField(
        label=_("Notices that also come by mail"),
        choices=MailGroup,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Employee
        fields = ("language", "theme", "text_size", "shortcuts", "shared_computer")
        widgets = {"theme": forms.RadioSelect, "text_size": forms.RadioSelect}
        labels = {
            "theme": _("Appearance"),
            "text_size": _("Text size"),
            "shortcuts": _("Keyboard shortcuts on"),
            "shared_computer": _("I usually work at a shared computer"),
        }
        help_texts = {
            "shortcuts": _(
                "J and K move to the next and the previous person, C opens a quick note; never while"
                " typing."
            ),
            "shared_computer": _(
                "Every session ends with the browser and after 15 minutes without a step, and the"
                " browser keeps no page."
            ),
        }

    def __init__(self, *args, **kwargs):
        """Tick what is mailed now."""
        super().__init__(*args, **kwargs)
        off = self.instance.mail_off
        self.initial["mail"] = [group for group in MailGroup.values if group not in off]
        self.fields["mail"].is_conditional = True  # none ticked is an answer, too
        self.fields["mail"].help_text = (
            _("All of them stay readable under notifications. No mail carries a result.")
            if self.instance.email
            else _("No e-mail address is recorded for you, so nothing is mailed. HR can add it.")
        )

    def preferences(self):
        """Return what is to be saved."""
        data = dict(self.cleaned_data)
        wanted = data.pop("mail")
        return data | {"mail_off": [group for group in MailGroup.values if group not in wanted]}
