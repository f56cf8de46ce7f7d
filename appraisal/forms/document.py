"""What a person types around documents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.choices import DocumentKind, PackLayout


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


class PackForm(forms.Form):
    """Which documents of which units to put together, and how."""

    use_required_attribute = False

    period = forms.ChoiceField(
        label=_("Cycle and period"), error_messages={"required": _("Choose a period.")}
    )
    kinds = forms.MultipleChoiceField(
        label=_("Documents"),
        choices=DocumentKind,
        widget=forms.CheckboxSelectMultiple,
        initial=DocumentKind.values,
        error_messages={"required": _("Choose at least one kind of document.")},
    )
    layout = forms.ChoiceField(
        label=_("Put together as"),
        choices=PackLayout,
        widget=forms.RadioSelect,
        initial=PackLayout.FOLDERS,
        error_messages={"required": _("Choose how the documents are put together.")},
    )
    units = forms.MultipleChoiceField(
        label=_("Units"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one unit.")},
    )

    def __init__(self, *args, periods, units, **kwargs):
        """Offer what the person may read."""
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [
            (period.public_id, f"{period.title}, {period.cycle.name}") for period in periods
        ]
        self.fields["units"].choices = [(public_id, name) for public_id, name, _depth in units]
