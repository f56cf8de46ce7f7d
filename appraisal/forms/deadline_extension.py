"""For whom a phase ends later, when, and why."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.forms.employee import PersonField, PersonInput
from accounts.models import OrgUnit
from appraisal.choices import Phase
from appraisal.forms.cycle import date_field

CYCLE, UNIT, PERSON = "cycle", "unit", "person"
SCOPES = (
    (CYCLE, _("Everybody in this cycle")),
    (UNIT, _("One unit with everything below it")),
    (PERSON, _("One person")),
)


class ExtensionForm(forms.Form):
    """A target, a phase, a new last day, and why."""

    use_required_attribute = False

    scope = forms.ChoiceField(
        label=_("For whom"),
        choices=SCOPES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for whom"), "invalid_choice": _("Choose for whom")},
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select)
    person = PersonField(
        label=_("Person"),
        required=False,
        is_conditional=True,
        help_text=_(
            "NIP, e-mail or name. Of a part of a name you choose who is meant, among the people "
            "who have a work plan in this cycle."
        ),
        widget=PersonInput(attrs={"autocomplete": "off"}),
    )
    window = forms.ChoiceField(
        label=_("Phase"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a phase"), "invalid_choice": _("Choose a phase")},
    )
    closes_date = date_field(_("New last day"), _("Write the new last day"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody who gets more time reads it. Write nothing about health."),
        max_length=300,
        error_messages={"required": _("Write why the deadline moves.")},
    )

    def __init__(self, *args, windows, units, people, may_all, **kwargs):
        """Offer the phases with their last day, the units that are administered, and the people in it."""
        super().__init__(*args, **kwargs)
        self.fields["person"].among = people
        self.windows = windows_by_key(windows)
        self.fields["window"].choices = [
            (key, window_label(row, len(self.windows) > len(Phase)))
            for key, row in self.windows.items()
        ]
        if self.initial.get("window") not in self.windows:  # a cycle with one period names none
            self.initial["window"] = str(self.initial.get("window", "")).partition(".")[0]
        self.fields["unit"].choices = [("", _("Choose a unit")), *units]
        self.fields["unit"].is_conditional = True
        if not may_all:
            self.fields["scope"].choices = SCOPES[1:]

    def clean(self):
        """Ask for the unit or the person that was meant, and keep only that one."""
        data = super().clean()
        scope = data.get("scope")
        if scope == UNIT and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Choose a unit"))
        if scope == PERSON and not data.get("person") and "person" not in self.errors:
            self.add_error("person", _("Write who gets more time"))
        return data

    @property
    def scope_rows(self):
        """Return (value, label, whether chosen, the field that belongs to it) of each choice."""
        fields, chosen = {UNIT: "unit", PERSON: "person"}, self["scope"].value()
        return [
            (value, label, value == chosen, self[fields[value]] if value in fields else None)
            for value, label in self.fields["scope"].choices
        ]

    @property
    def target(self):
        """Return the unit or the person as the service takes them."""
        data = self.cleaned_data
        if data["scope"] == UNIT:
            return {"org_unit": OrgUnit.objects.get(public_id=data["unit"])}
        return {"employee": data["person"]} if data["scope"] == PERSON else {}

    @property
    def unit_name(self):
        """Return the name of the chosen unit, without the dashes that show its depth."""
        names = dict(self.fields["unit"].choices)
        return str(names.get(self.cleaned_data.get("unit"), "")).lstrip("– ")


def windows_by_key(windows):
    """Return {key in the form: window}; the plan belongs to no period."""
    several = len({row.period_id for row in windows} - {None}) > 1
    return {
        f"{row.phase}.{row.period.public_id}" if several and row.period else row.phase: row
        for row in windows
    }


def window_label(window, names_period):
    """Return "Penilaian diri, sampai 4 Desember 2026", with the period where there are several."""
    title = window.get_phase_display()
    if names_period and window.period:
        title = f"{title} {window.period.title}"
    return _("%(phase)s, until %(date)s") % {
        "phase": title,
        "date": date_format(window.closes_date),
    }
