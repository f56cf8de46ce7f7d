"""A role for somebody."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.forms.employee import PersonField
from accounts.models import OrgUnit

ROLE_WORDS = {
    Role.HR_ADMIN: _(
        "prepares and runs cycles, enters and imports employees, corrects supervisors"
    ),
    Role.HR_OPERATOR: _(
        "imports employees, follows progress and sends reminders; changes no cycle"
    ),
    Role.LEADER: _("sees the figures of the units, never a single result"),
    Role.AUDITOR: _("reads the trail of changes and of openings, never a result"),
}
LATER = {Role.ASSESSMENT_TEAM}  # nothing in Selaras asks for it yet


def role_choices():
    """Return the roles that can be granted today, as words that begin a line."""
    return [(role.value, capfirst(role.label)) for role in Role if role not in LATER]


class RoleGrantForm(forms.Form):
    """Who, which role, where, and how long."""

    employee = PersonField(
        label=_("Employee"),
        help_text=_("NIP, e-mail or full name."),
        required=True,
        error_messages={"required": _("Write who gets the role")},
    )
    role = forms.ChoiceField(label=_("Role"), choices=role_choices)
    org_unit = forms.ModelChoiceField(
        label=_("Work unit"),
        queryset=OrgUnit.objects.none(),
        to_field_name="public_id",
        error_messages={"required": _("Choose the unit")},
    )
    with_sub_units = forms.BooleanField(label=_("With sub-units"), required=False, initial=True)
    from_date = forms.DateField(
        label=_("From"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={"required": _("Write from which day the role holds")},
    )
    until_date = forms.DateField(
        label=_("Until"), widget=forms.DateInput(format="%Y-%m-%d"), required=False
    )

    def __init__(self, *args, on, tree, **kwargs):
        """Offer the units of a day in the order of the tree."""
        super().__init__(*args, **kwargs)
        units = self.fields["org_unit"]
        units.queryset = OrgUnit.objects.named(on)
        by_pk = {unit.pk: unit for unit in units.queryset}
        units.choices = [
            ("", _("Choose a unit")),
            *(
                (by_pk[pk].public_id, f"{'– ' * depth}{tree.names[pk]}")
                for pk, depth in tree.depth_first()
            ),
        ]

    def clean(self):
        """Refuse an end before the beginning."""
        data = super().clean()
        first, last = data.get("from_date"), data.get("until_date")
        if first and last and last < first:
            self.add_error("until_date", _("The last day lies before the first."))
        return data


class ExtendForm(forms.Form):
    """Until when roles shall hold."""

    until_date = forms.DateField(
        label=_("Holds until"),
        help_text=_("Empty: without an end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        error_messages={"invalid": _("Write a date such as 28/02/2026")},
    )
