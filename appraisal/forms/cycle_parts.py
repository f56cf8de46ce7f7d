"""Which parts a cycle has, how strictly they are asked, and the criteria of the agency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appraisal.choices import CycleOption, NarrativeKind
from appraisal.services.cycle_parts import CHOSEN, MOST_CRITERIA

STATES = (("required", _("Required")), ("optional", _("Optional")), ("off", _("Not asked")))
OPTION_HINTS = {
    CycleOption.BOTH_MEASURES: _("Checked when a work plan is proposed."),
    CycleOption.CASCADED: _("Checked when a work plan is proposed."),
    CycleOption.BLIND_FIRST: _("Marks and levels of the employee appear item by item."),
    CycleOption.INTEGRITY_FIRST: _("The competency Integrity opens the self-assessment."),
}


def state_field(label):
    """Return the choice between required, optional and not asked."""
    return forms.ChoiceField(
        label=label,
        choices=STATES,
        widget=forms.Select,
        error_messages={"required": _("Choose how strictly this is asked")},
    )


class PartsForm(forms.Form):
    """Parts, stories and options."""

    use_required_attribute = False

    options = forms.MultipleChoiceField(
        label=_("Options"), choices=CycleOption, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        """Add a field for each part and each story that may be switched."""
        super().__init__(*args, **kwargs)
        for part in CHOSEN:
            self.fields[part.value] = state_field(part.label)
        for kind in NarrativeKind:
            self.fields[kind.value] = state_field(kind.label)

    @property
    def part_fields(self):
        """Return the fields of the parts."""
        return [self[part.value] for part in CHOSEN]

    @property
    def narrative_fields(self):
        """Return the fields of the stories."""
        return [self[kind.value] for kind in NarrativeKind]

    @property
    def option_rows(self):
        """Return (value, label, hint, chosen) of each option."""
        chosen = self["options"].value() or []
        return [
            (row.value, row.label, OPTION_HINTS[row], row.value in chosen) for row in CycleOption
        ]

    @property
    def choices(self):
        """Return what the service wants of a form that was read without fault."""
        data = self.cleaned_data
        stories = {kind: data[kind] for kind in NarrativeKind if data[kind] != "off"}
        parts = {part: data[part] for part in CHOSEN}
        return {"parts": parts, "narratives": stories, "options": data["options"]}


class CriterionForm(forms.Form):
    """One criterion; a row without a name is left out."""

    use_required_attribute = False

    code = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Criterion"), required=False, max_length=80)
    description = forms.CharField(
        label=_("What is meant"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        """Leave "optional" unsaid: a row is filled in whole, or left out."""
        super().__init__(*args, **kwargs)
        for name in ("name", "description"):
            self.fields[name].is_conditional = True

    def clean(self):
        """Ask for a description, so that everybody means the same."""
        data = super().clean()
        if data.get("name", "").strip() and not data.get("description", "").strip():
            self.add_error("description", _("Say in a sentence what is meant by it."))
        if data.get("description", "").strip() and not data.get("name", "").strip():
            self.add_error("name", _("Give the criterion a name."))
        return data


class BaseCriterionFormSet(forms.BaseFormSet):
    """The criteria together."""

    def clean(self):
        """Ask that each criterion has a name of its own."""
        names = set()
        for row in self.forms:
            name = row.cleaned_data.get("name", "").strip().casefold() if row.is_valid() else ""
            if name and not row.cleaned_data.get("DELETE"):
                if name in names:
                    row.add_error("name", _("A criterion above has this name already."))
                names.add(name)

    def count_written(self):
        """Return how many rows hold words and are not to be removed, whether sound or not."""
        return sum(
            bool(row["name"].value() or row["description"].value()) and not row["DELETE"].value()
            for row in self.forms
        )


MORE_ROWS = 2
CriterionFormSet = forms.formset_factory(
    CriterionForm,
    formset=BaseCriterionFormSet,
    extra=MORE_ROWS,
    can_delete=True,
    max_num=MOST_CRITERIA,
    absolute_max=2 * MOST_CRITERIA,
)
