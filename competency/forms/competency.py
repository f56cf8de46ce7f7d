"""What HR types for a technical competency of the agency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from competency.choices import LEVELS

INDICATORS = range(1, 4)


class CompetencyForm(forms.Form):
    """Code, names, definition, first day, and five levels with exactly three indicators each."""

    code = forms.RegexField(
        label=_("Code"),
        help_text=_("For example T.01. It stays the same in later versions."),
        regex=r"^[A-Z]{1,4}\.[A-Z0-9.]{1,15}$",
        max_length=20,
        error_messages={
            "required": _("Write a code such as T.01"),
            "invalid": _("Write the code as letters, a full stop and a number, such as T.01"),
        },
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write the name")}
    )
    name_en = forms.CharField(
        label=_("English name"),
        help_text=_("For readers of the English pages; without it they see the name above."),
        max_length=120,
        required=False,
    )
    definition = forms.CharField(
        label=_("Definition"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what the competency means")},
    )
    from_date = forms.DateField(
        label=_("In force from"),
        help_text=_("Cycles that are already open keep the dictionary they began with."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the first day on which the competency holds"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )

    def __init__(self, data=None, *args, labels, fixed_code="", **kwargs):
        """Ask for the levels; the code of a competency that is there does not change."""
        if data is not None and "code" in data:
            data = data.copy()
            data["code"] = data["code"].strip().upper()
        super().__init__(data, *args, **kwargs)
        if fixed_code:
            del self.fields["code"]
        self.labels = labels
        for level in LEVELS:
            self.fields |= level_fields(level)

    def heads(self):
        """Return the fields above the levels, for the page."""
        names = ("code", "name", "name_en", "definition", "from_date")
        return [self[name] for name in names if name in self.fields]

    def steps(self):
        """Return (level, label, fields) of each level, for the page."""
        return [
            (level, self.labels[level], [self[name] for name in level_fields(level)])
            for level in LEVELS
        ]

    @property
    def words(self):
        """Return the words as the services take them, of a form that was read without fault."""
        data = self.cleaned_data
        names = ("code", "name", "name_en", "definition")
        levels = {level: level_words(data, level) for level in LEVELS}
        return {name: data.get(name, "") for name in names} | {"levels": levels}


class RetireForm(forms.Form):
    """The day from which a competency is left out."""

    from_date = forms.DateField(
        label=_("No longer in the dictionary from"),
        help_text=_("Cycles that are already open keep the dictionary they began with."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the day"),
            "invalid": _("Write a date such as 28/02/2026"),
        },
    )


def level_fields(level):
    """Return the fields of one level: a sentence and three indicators."""
    fields = {
        f"description_{level}": forms.CharField(
            label=_("What the level means"),
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={
                "required": _("Level %(level)s: write what it means") % {"level": level}
            },
        )
    }
    for number in INDICATORS:
        words = {"level": level, "number": number}
        fields[f"indicator_{level}_{number}"] = forms.CharField(
            label=_("Indicator %(number)s") % words,
            max_length=300,
            error_messages={"required": _("Level %(level)s: write indicator %(number)s") % words},
        )
    return fields


def level_words(data, level):
    """Return the sentence and the indicators of a level."""
    indicators = tuple(data[f"indicator_{level}_{number}"] for number in INDICATORS)
    return data[f"description_{level}"], indicators


def initial_words(competency):
    """Return the words of a competency as the form begins with them."""
    words = {name: getattr(competency, name) for name in ("name", "name_en", "definition")}
    for row in competency.levels.all():
        words[f"description_{row.level}"] = row.description
        for number, text in enumerate(row.indicators, start=1):
            words[f"indicator_{row.level}_{number}"] = text
    return words
