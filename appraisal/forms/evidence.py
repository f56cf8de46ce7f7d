"""A link or a file that shows a result."""

import zipfile

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from accounts.forms.upload import UploadingForm

MOST_BYTES = 5 * 1024 * 1024
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
SIGNS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}
EXTENSIONS = (*SIGNS, *OFFICE)
TOO_BIG = _("The file is larger than 5 MB. Make it smaller or paste a link.")


def attached(accept, too_big, most=MOST_BYTES):
    """Return a file field that says at once when a file is too large; page.js makes photos fit."""
    limits = {"data-most": most, "data-too-big": too_big}
    return forms.FileInput(attrs={"accept": accept, **limits})


class EvidenceForm(UploadingForm):
    """Either an address on the web, or a small file of a known kind."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        help_text=_("What does it show? For example: Recap of returned files, July to September."),
        error_messages={"required": _("Write a title for the evidence")},
    )
    url = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=500,
        validators=[
            URLValidator(
                schemes=["http", "https"],
                message=_("Write the full address, beginning with https://"),
            )
        ],
        widget=forms.URLInput,
        help_text=_("The address of a document or folder that your supervisor can open."),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, PNG, JPG, DOCX or XLSX, at most 5 MB. Larger photos are made smaller."),
        widget=attached(",".join(f".{name}" for name in EXTENSIONS), TOO_BIG),
        error_messages={"empty": _("This file is empty. Choose another file.")},
    )
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        """Call neither of link and file optional: one of the two is asked for."""
        super().__init__(*args, **kwargs)
        self.fields["url"].is_conditional = self.fields["file"].is_conditional = True

    def clean_file(self):
        """Refuse a file that is too big, of another kind, or not what its name says."""
        return check_file(self.cleaned_data["file"])

    def clean(self):
        """Ask for exactly one of link and file."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if bool(cleaned.get("url")) == bool(cleaned.get("file")):
            self.add_error("url", _("Give either a link or a file"))
        return cleaned


def check_file(file, too_big=TOO_BIG):
    """Return a file that may be kept; refuse one that is too big, of another kind, or disguised."""
    if not file:
        return file
    extension = file.name.rpartition(".")[2].lower()
    if file.size > MOST_BYTES:
        raise forms.ValidationError(too_big, code="size")
    if extension not in EXTENSIONS:
        raise forms.ValidationError(
            _("Choose a PDF, PNG, JPG, DOCX or XLSX file."), code="extension"
        )
    if not is_what_it_says(file, extension):
        raise forms.ValidationError(
            _("The content of this file does not match its name. Choose another file."),
            code="content",
        )
    return file


def is_what_it_says(file, extension):
    """Tell whether the first bytes (of an office file: its parts) fit the name; macros do not."""
    file.seek(0)
    start = file.read(8)
    fits = extension in SIGNS and start.startswith(SIGNS[extension])
    fits = fits or (extension in OFFICE and is_office_file(file, OFFICE[extension]))
    file.seek(0)
    return fits


def is_office_file(file, main_part):
    """Tell whether a ZIP holds the main part of a document, and no macro."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return False
    has_macro = any(name.endswith("vbaProject.bin") for name in names)
    return main_part in names and "[Content_Types].xml" in names and not has_macro
