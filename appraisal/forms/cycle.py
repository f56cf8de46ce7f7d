"""What HR types while preparing a cycle: shape and dates; the rules are asked in the services."""

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.choices import EmploymentKind
from accounts.models import OrgUnit
from appraisal.choices import PeriodKind, PlanApproach
from appraisal.models import CycleTemplate
from appraisal.queries.cycle_people import STATUSES
from appraisal.rules.periods import MONTHS, spans

TOO_SHORT = _(
    "The period is not longer than one such part. Choose “Once, for this period”, or other days."
)
RHYTHMS = (
    ("", _("As the template says")),
    (PeriodKind.ANNUAL, _("Once, for this period")),
    (PeriodKind.SEMESTER, _("Each half-year, and the whole period")),
    (PeriodKind.QUARTER, _("Each quarter, and the whole period")),
    (PeriodKind.MONTH, _("Each month, and the whole period")),
)
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
        choices=[(value, capfirst(label)) for value, label in PlanApproach.choices],
        widget=forms.Select(attrs={"class": "in-w20"}),
        initial=PlanApproach.QUANTITATIVE,
    )
    rhythm = forms.ChoiceField(
        label=_("How often people are evaluated"),
        help_text=_(
            "Each is an evaluation of its own; the one of the whole period is not their average."
        ),
        choices=RHYTHMS,
        required=False,
        widget=forms.Select(attrs={"class": "in-w20"}),
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

    def __init__(self, *args, template=None, **kwargs):
        """Offer every template that is not archived, and the one that the cycle has already."""
        super().__init__(*args, **kwargs)
        templates = CycleTemplate.objects.filter(
            Q(archived_at=None) | Q(pk=template and template.pk)
        )
        self.fields["rhythm"].is_conditional = True  # "as the template says" is an answer
        self.fields["template"].queryset = templates.order_by("position", "pk")

    def clean(self):
        """Ask that the period ends after it begins."""
        data = super().clean()
        first, last = data.get("from_date"), data.get("until_date")
        if first and last and last <= first:
            self.add_error("until_date", _("The last day must come after the first day"))
        elif first and last:
            self.refuse_empty_rhythm(data.get("rhythm"), first, last)
        return data

    def refuse_empty_rhythm(self, rhythm, first, last):
        """Say that a rhythm gives nothing where the period is no longer than one of its parts."""
        if rhythm in MONTHS and len(spans([rhythm], first, last)) == 1:
            self.add_error("rhythm", TOO_SHORT)


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


class ExclusionReasonForm(forms.Form):
    """Why people are left out."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "It stands in the history of the cycle, for example “on leave outside the state”."
        ),
        max_length=300,
        error_messages={"required": _("Write why these people are left out.")},
    )


class ExclusionForm(ExclusionReasonForm):
    """People who are left out by name, and why."""

    employees = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=None,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person")},
    )
    field_order = ("employees", "reason")

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
    periode = forms.CharField(required=False, widget=forms.HiddenInput)
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
