"""What is chosen for copying, and who may copy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import PositionKind
from appraisal.forms.planned_result import choices_of
from appraisal.forms.work_plan import RevisionForm


class CopyForm(RevisionForm):
    """The lines that were ticked."""

    lines = forms.MultipleChoiceField(error_messages={"required": _("Choose at least one result.")})

    def __init__(self, *args, keys=(), **kwargs):
        """Accept the lines that the page offers, nothing else."""
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(key, key) for key in keys]

    def ticked(self):
        """Return what was ticked, accepted or not."""
        return set(self.data.getlist("lines")) if self.is_bound else set()


class LibraryFilterForm(forms.Form):
    """Search the library."""

    kind = forms.ChoiceField(
        label=_("Kind of position"),
        required=False,
        choices=[("", _("All kinds")), *choices_of(PositionKind)[1:]],
    )
    words = forms.CharField(
        label=_("Words"), required=False, max_length=100, widget=forms.SearchInput
    )

    def chosen(self):
        """Return what is searched for; nothing if the address was mangled."""
        return self.cleaned_data if self.is_valid() else {}


class LibraryForm(forms.Form):
    """For which kind of position a result is offered."""

    kind = forms.ChoiceField(label=_("Kind of position"), choices=choices_of(PositionKind)[1:])


class ShareForm(forms.Form):
    """The colleagues who may copy."""

    people = forms.ModelMultipleChoiceField(
        label=_("Colleagues who may copy from this plan"),
        queryset=None,
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see results and targets, nothing else. You can take it back any time."),
    )

    def __init__(self, *args, people, **kwargs):
        """Offer the colleagues of the plan."""
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people
