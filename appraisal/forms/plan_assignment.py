"""One result for several people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.choices import ResultKind
from appraisal.forms.planned_result import choices_of, statement_field
from appraisal.forms.work_plan import lines
from appraisal.queries.plan_assignment import remark_of

NOBODY = _("Choose at least one person.")


class PeopleField(forms.ModelMultipleChoiceField):
    """Plans to tick, each by the name of its owner; one of two such lists is enough."""

    widget = forms.CheckboxSelectMultiple
    is_conditional = True

    def label_from_instance(self, obj):
        """Return the name of the person, with the post and what is to be known before ticking."""
        name, remark = f"{obj.employee.full_name}, {obj.job_position}", remark_of(obj)
        return f"{name} ({remark})" if remark else name


class GiveForm(forms.Form):
    """The result that several people receive as a draft."""

    use_required_attribute = False
    statement = statement_field()
    kind = forms.ChoiceField(
        label=_("Priority"),
        choices=choices_of(ResultKind)[1:],
        initial=ResultKind.MAIN,
        widget=forms.RadioSelect,
    )
    leaders_result = forms.CharField(
        label=_("Your own planned result that it serves"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"list": "own-results"}),
        help_text=_("Type a word of your own agreed plan and choose it, or write it."),
    )
    people = PeopleField(
        label=_("Who receives it"),
        queryset=None,
        required=False,
        to_field_name="public_id",
        help_text=_("These plans are still drafts. Choose at least one person here or below."),
    )
    agreed = PeopleField(
        label=_("Whose agreed plan should change"),
        queryset=None,
        required=False,
        to_field_name="public_id",
        help_text=_(
            "Each gets a new version as a draft with this result, and decides on it. Choose at least"
            " one person in one of the lists."
        ),
    )
    reason = forms.CharField(
        label=_("Why should these plans change?"),
        widget=lines(3),
        max_length=2000,
        required=False,
        help_text=_("Needed when you tick somebody here; everybody whose plan changes reads it."),
    )

    def __init__(self, *args, plans, agreed, **kwargs):
        """Offer the people whose plan is still a draft, and those whose plan is agreed."""
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = plans
        self.fields["agreed"].queryset = agreed
        self.fields["reason"].is_conditional = True

    def clean(self):
        """Ask for somebody, and for a reason where an agreed plan is to change."""
        data = super().clean()
        if {"people", "agreed"} <= data.keys() and not (data["people"] or data["agreed"]):
            self.add_error("people" if self.fields["people"].queryset else "agreed", NOBODY)
        if data.get("agreed") and not data.get("reason"):
            self.add_error("reason", _("Write the reason; the other person will read it."))
        return data

    def sent(self):
        """Yield (name, value) of everything typed, to be sent once more with the confirmation."""
        for name, values in self.data.lists():
            if name not in {"csrfmiddlewaretoken", "confirm"}:
                yield from ((name, value) for value in values)

    def result_fields(self):
        """Return the columns of the result."""
        return {name: self.cleaned_data[name] for name in ("statement", "kind", "leaders_result")}
