"""Who acts for a supervisor, on which days, and why."""

from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Employee
from accounts.models.job_position import titled
from accounts.queries.delegation import ABOVE, BESIDE, TEAM

GROUPS = {
    ABOVE: gettext_lazy("Superiors"),
    BESIDE: gettext_lazy("Colleagues"),
    TEAM: gettext_lazy("Members of the team (they would review their colleagues)"),
}


class DelegationForm(forms.Form):
    """The person, the first and the last day, a reason."""

    delegate = forms.ModelChoiceField(
        Employee.objects.none(),
        to_field_name="public_id",
        label=gettext_lazy("Who acts"),
        help_text=gettext_lazy(
            "The superiors, colleagues of the unit or of the same superior, and the team may act."
        ),
        error_messages={"required": gettext_lazy("Choose who acts.")},
    )
    from_date = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput(format="%Y-%m-%d")
    )
    until_date = forms.DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("The last day is included; 90 days at most."),
        widget=forms.DateInput(format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For example: official trip. Leave your health out."),
        max_length=300,
        error_messages={
            "required": gettext_lazy("Write the reason; the one who acts for you reads it.")
        },
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, people, **kwargs):
        """Offer these people, grouped by where they stand."""
        super().__init__(*args, **kwargs)
        self.fields["delegate"].queryset = people
        self.fields["delegate"].widget.choices = [("", _("Choose a person")), *grouped(people)]

    def days(self):
        """Return the first and the last day."""
        return self.cleaned_data["from_date"], self.cleaned_data["until_date"]


def grouped(people):
    """Return the people as groups of options."""
    return [
        (GROUPS[place], [(person.public_id, option(person)) for person in rows])
        for place, rows in groupby(people, key=lambda person: person.place)
    ]


def option(person):
    """Return the name with the post."""
    return f"{person.name}, {titled(**person.post)}" if person.post else person.name
