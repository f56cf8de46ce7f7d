"""What a person types around documents."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VerifyForm(forms.Form):
    """Number and short code, as they stand on the paper."""

    number = forms.CharField(
        label=_("Document number"),
        help_text=_("For example 800/00012/EKP/2026"),
        max_length=60,
        error_messages={"required": _("Write the number as it stands on the document")},
    )
    code = forms.CharField(
        label=_("Short code"),
        help_text=_("Eight letters and digits beside the QR code"),
        max_length=12,
        error_messages={"required": _("Write the code that stands beside the QR code")},
    )

    def clean_code(self):
        """Return the code without what people add to read it better."""
        return self.cleaned_data["code"].upper().replace("-", "").replace(" ", "")

    def clean_number(self):
        """Return the number without spaces."""
        return "".join(self.cleaned_data["number"].split()).upper()


class UnitDocumentsForm(forms.Form):
    """Which unit's documents of which cycle to pack."""

    cycle = forms.ChoiceField(label=_("Cycle"))
    unit = forms.ChoiceField(label=_("Unit with its sub-units"))

    def __init__(self, *args, cycles, units, **kwargs):
        """Offer what the person may read."""
        super().__init__(*args, **kwargs)
        self.fields["cycle"].choices = [(cycle.public_id, cycle.name) for cycle in cycles]
        self.fields["unit"].choices = [
            (public_id, "\u2003" * depth + name) for public_id, name, depth in units
        ]
