"""One result for several people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.choices import ResultKind
from appraisal.forms.planned_result import choices_of
from appraisal.forms.work_plan import lines


class PeopleField(forms.ModelMultipleChoiceField):
    """Plans to tick, each by the name of its owner."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        """Return the name of the person, with the post."""
        return f"{obj.employee.full_name}, {obj.job_position}"


class GiveForm(forms.Form):
    """The result that several people receive as a draft."""

    use_required_attribute = False
    statement = forms.CharField(
        label=_("Planned result"),
        max_length=1000,
        widget=lines(3),
        help_text=_(
            "Name the result, not the activity. For example: “Service queues are shorter”."
        ),
        error_messages={"required": _("Write what should have been reached at the end.")},
    )
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
        help_text=_("Choose from your agreed plan, or write it."),
    )
    people = PeopleField(
        label=_("Who receives it"),
        queryset=None,
        to_field_name="public_id",
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args, plans, **kwargs):
        """Offer the people whose plan is still a draft."""
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = plans

    def result_fields(self):
        """Return the columns of the result."""
        return {name: self.cleaned_data[name] for name in ("statement", "kind", "leaders_result")}
