"""The new supervisor of an employee, from which day, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.employee import PersonField, PersonInput


class ChangeSupervisorForm(forms.Form):
    """A person in the system, or an official outside it; a day; a reason."""

    supervisor = PersonField(
        label=_("New supervisor"),
        required=False,
        is_conditional=True,
        help_text=_(
            "NIP, e-mail or name; part of the name is enough. "
            "Required, unless the rater is outside the system."
        ),
        widget=PersonInput(attrs={"list": "likely-supervisors", "autocomplete": "off"}),
    )
    is_outside = forms.BooleanField(
        label=_("Rated by an official outside the system"),
        help_text=_(
            "Only if the one who rates has no account here, for example in another agency."
        ),
        required=False,
    )
    from_date = forms.DateField(
        label=_("From"),
        help_text=_(
            "The first day under the new supervisor. A day in the past corrects the record."
        ),
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The employee and both supervisors read it."),
        max_length=500,
        error_messages={"required": _("Write the reason for this change.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, proposed=None, **kwargs):
        """Show who is proposed, chosen already, until another name is typed."""
        super().__init__(*args, **kwargs)
        if proposed and self["supervisor"].value() == proposed.name:
            self.fields["supervisor"].propose(proposed)

    def clean(self):
        """Ask for one of the two, not both and not neither."""
        data = super().clean()
        if not (self.errors.get("supervisor") or data.get("supervisor") or data.get("is_outside")):
            self.add_error(
                "supervisor",
                _("Name the new supervisor, or tick that the rater is outside the system."),
            )
        if data.get("supervisor") and data.get("is_outside"):
            self.add_error(
                "is_outside",
                _("Either name a person or tick this box, not both."),
            )
        return data
