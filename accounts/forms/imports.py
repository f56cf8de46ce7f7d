"""Forms of the data import."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.upload import UploadingForm
from accounts.models import OrgUnit
from accounts.queries.org_tree import org_tree
from accounts.services.employee_import.workbook import (
    FAULTS,
    LARGEST_FILE,
    refuse_unless_workbook,
)

EARLIEST = date(2000, 1, 1)
DAYS_AHEAD = 366
INDENT = "   "


class UploadForm(UploadingForm):
    """A workbook, the day from which its changes hold, and where rows without unit belong."""

    file = forms.FileField(
        label=_("Excel workbook"),
        help_text=_("The filled-in template or the roster of one office, .xlsx, at most 20 MB."),
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
    effective_date = forms.DateField(
        label=_("Changes hold from"),
        help_text=_("Posts and supervisors that change end the day before."),
        error_messages={
            "required": _("Write the day from which the changes hold."),
            "invalid": _("Write the date like 28/02/2026."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    org_unit = forms.ChoiceField(
        label=_("Office of this roster"),
        help_text=_("Rows without unit belong here, and new units are created below it."),
        required=False,
    )

    def __init__(self, *args, actor, **kwargs):
        """Offer the units that the actor manages."""
        super().__init__(*args, **kwargs)
        self.on = actor.on
        self.fields["org_unit"].choices = [("", _("as the file says")), *units_of(actor)]

    def clean_file(self):
        """Refuse at once what is no workbook."""
        file = self.cleaned_data["file"]
        refuse_unless_workbook(file)
        return file

    def clean_effective_date(self):
        """Refuse a slip of the year."""
        day = self.cleaned_data["effective_date"]
        if day < EARLIEST or (day - self.on).days > DAYS_AHEAD:
            raise forms.ValidationError(
                _("Choose a day between 2000 and one year from now."), code="range"
            )
        return day

    def clean_org_unit(self):
        """Return the unit."""
        public_id = self.cleaned_data["org_unit"]
        return OrgUnit.objects.get(public_id=public_id) if public_id else None


def units_of(actor):
    """Return (public id, indented name) of the units that the actor manages."""
    tree = org_tree(actor.on)
    public_ids = dict(OrgUnit.objects.values_list("pk", "public_id"))
    return [
        (public_ids[pk], f"{INDENT * depth}{tree.names[pk]}")
        for pk, depth in tree.depth_first()
        if actor.is_hr_for(pk)
    ]
