"""Several people invited to their dialogues on one day."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from appraisal.forms.dialogue import ScheduleForm

PAUSES = (0, 5, 10, 15, 30)


class RoundForm(ScheduleForm):
    """Who, on which day, from when on, how long each, and the pause between two."""

    agenda = None  # each person gets the agenda that is proposed
    pause = forms.TypedChoiceField(label=_("Pause between two dialogues"), coerce=int)
    people = forms.MultipleChoiceField(
        label=_("Who is ready"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one person.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the times of the check page

    def __init__(self, *args, guests, **kwargs):
        """Offer those of the team who can be invited; who is decided is ticked."""
        ticked = [guest.evaluation.public_id for guest in guests if guest.is_ready]
        initial = {"minutes": 45, "pause": 15, "people": ticked}
        super().__init__(*args, initial=initial, **kwargs)
        minutes = ngettext_lazy("%(count)d minute", "%(count)d minutes", "count")
        self.fields["pause"].choices = [(one, minutes % {"count": one}) for one in PAUSES]
        self.fields["time"].label = _("The first begins at")
        self.fields["minutes"].label = _("Length of each")
        self.guests = {guest.evaluation.public_id: guest.evaluation for guest in guests}
        self.fields["people"].choices = [
            (key, f"{row.employee.name}, {row.get_stage_display()}")
            for key, row in self.guests.items()
        ]

    def clean_day(self):
        """Refuse a day that is over: what was held is written down person by person."""
        day = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(_("That day is over. Choose today or a later day."))
        return day

    @property
    def chosen(self):
        """Return the evaluations that were ticked, by name."""
        people = set(self.cleaned_data["people"])
        return [row for key, row in self.guests.items() if key in people]

    def sent(self):
        """Yield (name, value) of everything typed, to be sent once more with the confirmation."""
        for name in ("day", "time", "minutes", "pause", "place", "sure"):
            yield name, self.data.get(name, "")
        for key in self.cleaned_data["people"]:
            yield "people", key
