"""What HR gives to set standards from a workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.upload import UploadingForm
from accounts.services.employee_import.workbook import (
    FAULTS,
    LARGEST_FILE,
    refuse_unless_workbook,
)
from competency.forms.standard import SinceForm


class StandardUploadForm(UploadingForm, SinceForm):
    """A workbook, from when its levels hold, and why."""

    field_order = ("file", "from_date", "note")

    file = forms.FileField(
        label=_("Excel workbook"),
        help_text=_("One row per position, .xlsx, at most 20 MB and 25,000 rows."),
        error_messages={
            "required": _("Choose the workbook."),
            "empty": _("The file is empty. Choose another one."),
        },
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx",
                "data-most": LARGEST_FILE,
                "data-too-big": FAULTS["too_big"],
            }
        ),
    )

    def clean_file(self):
        """Refuse at once what is no workbook."""
        file = self.cleaned_data["file"]
        refuse_unless_workbook(file)
        return file
