"""Which table to take out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.choices import ExportFormat, ExportKind
from appraisal.queries.export_tables import WITHOUT_PERIOD


class ExportForm(forms.Form):
    """Kind of table, period, unit and kind of file."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Table"),
        choices=ExportKind,
        error_messages={"required": _("Choose a table.")},
    )
    period = forms.ChoiceField(
        label=_("Cycle and period"),
        help_text=_("The table of employees shows today and needs no period."),
        required=False,
    )
    unit = forms.ChoiceField(label=_("Unit with its sub-units"), required=False)
    file_format = forms.ChoiceField(
        label=_("File"),
        choices=ExportFormat,
        widget=forms.RadioSelect,
        initial=ExportFormat.XLSX,
        error_messages={"required": _("Choose the kind of file.")},
    )

    def __init__(self, *args, periods, units, **kwargs):
        """Offer the periods (by cycle) and units in the person's scope."""
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [
            (cycle, [(period.public_id, f"{period.title}, {cycle}") for period in found])
            for cycle, found in periods
        ]
        self.fields["unit"].choices = [("", _("All my units")), *units]
        for name in ("period", "unit"):
            self.fields[name].is_conditional = True

    def clean(self):
        """Ask for a period where the table needs one."""
        data = super().clean()
        if data.get("kind") in set(ExportKind) - WITHOUT_PERIOD and not data.get("period"):
            self.add_error("period", _("Choose the period that the table is about."))
        return data
