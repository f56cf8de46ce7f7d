"""What HR types while preparing a cycle: shape and dates; the rules are asked in the services."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmploymentKind
from accounts.models import OrgUnit
from appraisal.choices import Phase, PlanApproach
from appraisal.models import CycleTemplate
from appraisal.queries.cycle_people import STATUSES
from appraisal.queries.phase_words import fault_words
from appraisal.rules.phases import phase_faults

WRITE_A_DATE = _("Write a date such as 28/02/2026")


def date_field(label, missing, **options):
    """Return a field for a day that explains itself when it is left out or cannot be read."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": WRITE_A_DATE},
        **options,
    )


class CycleForm(forms.Form):
    """Name, period, template and approach."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name of the cycle"),
        help_text=_("Everybody reads this name, for example “Penilaian kinerja 2026”."),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "in-w20"}),
        error_messages={"required": _("Write a name")},
    )
    from_date = date_field(_("First day of the period"), _("Write the first day of the period"))
    until_date = date_field(_("Last day of the period"), _("Write the last day of the period"))
    approach = forms.ChoiceField(
        label=_("Approach of the work plans"),
        help_text=_(
            "Quantitative: every indicator has a number. Qualitative: in words, with fewer numbers."
        ),
        choices=PlanApproach,
        widget=forms.Select(attrs={"class": "in-w20"}),
        initial=PlanApproach.QUANTITATIVE,
    )
    template = forms.ModelChoiceField(
        label=_("Template"),
        queryset=CycleTemplate.objects.none(),
        to_field_name="code",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a template"),
            "invalid_choice": _("This template is not available yet. Choose another one."),
        },
    )

    def __init__(self, *args, **kwargs):
        """Offer every template; whether it can be opened is said beside it and asked in the service."""
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = CycleTemplate.objects.order_by("position", "pk")

    def clean(self):
        """Ask that the period ends after it begins."""
        data = super().clean()
        first, last = data.get("from_date"), data.get("until_date")
        if first and last and last <= first:
            self.add_error("until_date", _("The last day must come after the first day"))
        return data


class ParticipantsForm(forms.Form):
    """Units (each with everything below) and kinds of employment."""

    use_required_attribute = False

    units = forms.ModelMultipleChoiceField(
        label=_("Units"),
        queryset=OrgUnit.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one unit")},
    )
    employment_kinds = forms.MultipleChoiceField(
        label=_("Kinds of employment"),
        help_text=_("Nothing chosen means everybody."),
        choices=EmploymentKind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, units, **kwargs):
        """Offer the units for which the person is administrator."""
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units


class WindowsForm(forms.Form):
    """The first and the last day of each phase."""

    use_required_attribute = False

    is_strict = forms.BooleanField(
        label=_("Refuse steps after the deadline"),
        help_text=_(
            "Work plans, self-assessments, reviews and results that come late wait until you move"
            " the deadline. Without this a late step is accepted and marked as late."
        ),
        required=False,
    )

    def __init__(self, *args, starts, **kwargs):
        """Add two dates for each phase; `starts` is the first day of the period."""
        super().__init__(*args, **kwargs)
        self.starts = starts
        for phase in Phase:
            names = {"phase": phase.label}
            self.fields[f"{phase}_opens"] = date_field(
                _("First day"), _("%(phase)s: write the first day") % names
            )
            self.fields[f"{phase}_closes"] = date_field(
                _("Last day"), _("%(phase)s: write the last day") % names
            )
        self.order_fields([name for name in self.fields if name != "is_strict"])

    @property
    def pairs(self):
        """Return (phase, first day, last day) for the page."""
        return [(phase.label, self[f"{phase}_opens"], self[f"{phase}_closes"]) for phase in Phase]

    @property
    def windows(self):
        """Return {Phase: (first day, last day)} of a form that was read without fault."""
        data = self.cleaned_data
        return {phase: (data[f"{phase}_opens"], data[f"{phase}_closes"]) for phase in Phase}

    def clean(self):
        """Name every date that does not fit, at the field where it stands."""
        data = super().clean()
        if not self.errors:
            for fault in phase_faults(self.windows, Phase.values, self.starts):
                end = "closes" if "closes" in fault.code else "opens"
                self.add_error(f"{fault.phase}_{end}", fault_words(fault))
        return data


class ExtensionForm(forms.Form):
    """Which phase gets a later last day, and why."""

    use_required_attribute = False

    window = forms.ModelChoiceField(
        label=_("Phase"),
        queryset=None,
        to_field_name="phase",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a phase"), "invalid_choice": _("Choose a phase")},
    )
    closes_date = date_field(_("New last day"), _("Write the new last day"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands in the history of the cycle."),
        max_length=300,
        error_messages={"required": _("Write why the deadline moves.")},
    )

    def __init__(self, *args, windows, **kwargs):
        """Offer the phases of the cycle, each with its last day."""
        super().__init__(*args, **kwargs)
        self.fields["window"].queryset = windows
        self.fields["window"].label_from_instance = window_label


def window_label(window):
    """Return "Penilaian diri, sampai 4 Desember 2026"."""
    return _("%(phase)s, until %(date)s") % {
        "phase": window.get_phase_display(),
        "date": date_format(window.closes_date),
    }


class ExclusionForm(forms.Form):
    """People who are left out by name, and why."""

    use_required_attribute = False

    employees = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=None,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "It stands in the history of the cycle, for example “on leave outside the state”."
        ),
        max_length=300,
        error_messages={"required": _("Write why these people are left out.")},
    )

    def __init__(self, *args, employees, **kwargs):
        """Offer the people whom the check names."""
        super().__init__(*args, **kwargs)
        self.fields["employees"].queryset = employees


class PeopleFilterForm(forms.Form):
    """Whom of a cycle to show."""

    q = forms.CharField(
        label=_("Name or NIP"),
        required=False,
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=(("", _("All")), *STATUSES),
        widget=forms.Select,
    )

    def __init__(self, *args, units, **kwargs):
        """Offer the units that the person follows."""
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("All units")), *units]
