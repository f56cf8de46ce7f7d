"""A note of the work log: one field is enough, everything else is optional."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from accounts.forms.upload import UploadingForm
from appraisal.forms.evidence import EXTENSIONS, attached, check_file

MOST_TEXT = 2000
ACCEPT = ",".join(("image/jpeg", "image/png", *(f".{name}" for name in EXTENSIONS)))
TOO_BIG = _(
    "The photo or file is larger than 5 MB. Take a smaller one or paste a link;"
    " without it the note can be saved right away."
)
DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]


class ProgressEntryForm(UploadingForm):
    """What was done; and, if the person wants, when, for which result, and what shows it."""

    text = forms.CharField(
        label=_("What was done?"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two sentences are enough: what is finished, and what came of it."),
        error_messages={"required": _("Write what was done")},
    )
    planned_result = forms.ChoiceField(label=_("Planned result"), required=False)
    happened_on = forms.DateField(
        label=_("Date"),
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the date like 23/11/2026")},
    )
    file = forms.FileField(
        label=_("Photo or file"),
        required=False,
        help_text=_(
            "On a phone you may take a photo. PNG, JPG, PDF, DOCX or XLSX, at most 5 MB."
            " Larger photos are made smaller."
        ),
        widget=attached(ACCEPT, TOO_BIG),
        error_messages={"empty": _("This file is empty. Choose another file.")},
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
    )
    use_required_attribute = False

    def __init__(self, *args, results, today, **kwargs):
        """Offer the results of the person; without a date the note is of today."""
        super().__init__(*args, **kwargs)
        self.results = {result.public_id: result for result in results}
        self.today = today
        named = [(key, shortened(result.statement)) for key, result in self.results.items()]
        self.fields["planned_result"].choices = [("", _("Not for a certain result")), *named]
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()

    def clean_planned_result(self):
        """Return the result itself."""
        return self.results.get(self.cleaned_data["planned_result"])

    def clean_happened_on(self):
        """Return the day, today if none is given; a day to come is refused."""
        day = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise forms.ValidationError(
                _("Choose today or an earlier day: the log tells what is done."), code="future"
            )
        return day

    def clean_file(self):
        """Refuse a file that is too big or of another kind; the note itself is kept on the page."""
        return check_file(self.cleaned_data["file"], TOO_BIG)

    def clean(self):
        """Take a link or a file, not both."""
        cleaned = super().clean()
        if cleaned.get("url") and cleaned.get("file"):
            self.add_error("url", _("Give either a link or a file"))
        return cleaned

    @property
    def has_details(self):
        """Tell whether anything beside the text was given or is wrong, so that it must be seen."""
        return any(
            self.errors.get(name) if self.is_bound else self.initial.get(name)
            for name in ("planned_result", "happened_on", "file", "url")
        ) or (self.is_bound and any(self.data.get(n) for n in ("planned_result", "url")))


class ChangedEntryForm(ProgressEntryForm):
    """The same for a note that is there already and may carry a file."""

    drop_file = forms.BooleanField(label=_("Take the file away"), required=False)


def shortened(text, most=90):
    """Return the beginning of a result, as a list can show it."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
