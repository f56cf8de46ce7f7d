"""What all forms with a file share."""

from django import forms
from django.utils.translation import gettext_lazy as _

AGAIN = _("Choose the file once more: the browser does not keep it when something else is missing.")


class UploadingForm(forms.Form):
    """A form that says so when its file has to be chosen again, because another field has a fault."""

    def add_error(self, field, error):
        """Ask for the file again beside the fault; a link stands instead of a file, so it is no fault of it."""
        super().add_error(field, error)
        if field not in ("file", "url") and "file" in self.files and "file" not in self._errors:
            super().add_error("file", AGAIN)
