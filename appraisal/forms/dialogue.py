"""What two people type about their dialogue: when and where, what they agreed."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from appraisal.choices import DialogueSide
from appraisal.queries.dialogue_time import question_about, question_about_action
from appraisal.services.dialogue import Schedule

LENGTHS = (15, 30, 45, 60, 90, 120)
TIME = {"day", "time", "minutes"}


def ask(form, question, asked):
    """Ask once: the form comes back with what was asked about, and sending it again means yes."""
    form.add_error(None, question)
    form.question_title = _("Is this right?")
    form.data = form.data.copy()
    form.data["sure"] = asked


class ScheduleForm(forms.Form):
    """Day, time, length, place and agenda."""

    question_title = ""  # above a question, which is no mistake

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose the day of the dialogue"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )
    time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Choose the time of the dialogue"),
            "invalid": _("Write a time such as 09:30"),
        },
    )
    minutes = forms.TypedChoiceField(label=_("Length"), coerce=int, widget=forms.Select)
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A room, or the address of a video meeting."),
        required=False,
        max_length=200,
    )
    agenda = forms.CharField(
        label=_("Agenda"),
        help_text=_("One subject per line. Both of you read it at once."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "ta"}),
        max_length=3000,
    )
    sure = forms.CharField(
        required=False, widget=forms.HiddenInput
    )  # the time that was asked about

    def __init__(self, *args, today, **kwargs):
        """Offer the usual lengths, in words."""
        super().__init__(*args, **kwargs)
        self.today = today
        minutes = ngettext_lazy("%(count)d minute", "%(count)d minutes", "count")
        self.fields["minutes"].choices = [(one, minutes % {"count": one}) for one in LENGTHS]

    def clean(self):
        """Ask once about an unusual time: saving the same time again means it is right."""
        data = super().clean()
        if self.errors or TIME.isdisjoint(self.changed_data):
            return data
        asked = f"{data['day']} {data['time']} {data['minutes']}"
        question = question_about(self.starts_at, data["minutes"], self.today)
        if question and data["sure"] != asked:
            ask(self, question, asked)
        return data

    @property
    def is_past(self):
        """Tell whether the form asks about a day that is over: a talk that was held."""
        return bool(self.question_title) and self.cleaned_data["day"] < self.today

    @property
    def starts_at(self):
        """Return the beginning, in the zone of the agency."""
        data = self.cleaned_data
        return timezone.make_aware(datetime.combine(data["day"], data["time"]))

    @property
    def schedule(self):
        """Return what was typed, the time in the zone of the agency."""
        data = self.cleaned_data
        return Schedule(
            starts_at=self.starts_at,
            minutes=data["minutes"],
            place=data["place"].strip(),
            agenda="\n".join(line.strip() for line in data["agenda"].splitlines() if line.strip()),
        )


class NotesForm(forms.Form):
    """What both keep of their talk, with the revision that the page was drawn with."""

    notes = forms.CharField(
        label=_("Joint notes"),
        help_text=_(
            "What did you talk about, and what does each of you take from it? Both may change it."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "class": "ta"}),
        error_messages={"required": _("Write what you talked about")},
        max_length=5000,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """The revision that somebody read before confirming."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class ActionForm(forms.Form):
    """Something agreed: what, who does it, until when."""

    question_title = ""  # above a question, which is no mistake

    text = forms.CharField(
        label=_("What was agreed"),
        max_length=300,
        error_messages={"required": _("Write what was agreed")},
    )
    owner = forms.ChoiceField(label=_("Who does it"), choices=DialogueSide)
    due_date = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose until when"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )

    sure = forms.CharField(required=False, widget=forms.HiddenInput)  # what was asked about

    def __init__(self, *args, page, changes=None, **kwargs):
        """Say the two people by name; `changes` is the action that is changed."""
        super().__init__(*args, **kwargs)
        self.page, self.changes = page, changes
        people = page.evaluation.employee.name, page.evaluation.supervisor.name
        self.fields["owner"].choices = list(zip(DialogueSide.values, people, strict=True))

    def clean(self):
        """Ask once about a day that is over, and about what is agreed already."""
        data = super().clean()
        if self.errors or not self.has_changed():
            return data
        asked = f"{data['text']} {data['owner']} {data['due_date']}"
        others = [row for row in self.page.actions if row != self.changes]
        question = question_about_action(data, others, self.page.today)
        if question and data["sure"] != asked:
            ask(self, question, asked)
        return data

    @property
    def agreed(self):
        """Return what was agreed, as the service takes it."""
        return {name: self.cleaned_data[name] for name in ("text", "owner", "due_date")}
