"""Forms of the columns of a workbook: where the header stands, and which column means what."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter

from accounts.rules.roster_headers import missing_fields
from accounts.services.employee_import.layout import (
    PERSON_WORDS,
    UNIT_WORDS,
    header_of,
    samples_of,
)

HOLDS = (
    ("people", _("people")),
    ("units", _("units")),
    ("none", _("nothing to read")),
)
CELLS_SHOWN = 6
HEADER_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Column:
    """One line of the page: a column, its header, some of its values, and what it means."""

    letter: str
    header: str
    samples: list[str]
    field: forms.BoundField


class HeaderForm(forms.Form):
    """Which row of a sheet is its header, and what the sheet holds."""

    holds = forms.ChoiceField(label=_("This sheet holds"), choices=HOLDS)
    header_row = forms.TypedChoiceField(label=_("Header row"), coerce=int)
    is_two_lines = forms.BooleanField(
        label=_("The header has two lines: this row and the one above it"), required=False
    )

    def __init__(self, *args, sheet, place, **kwargs):
        """Offer the first rows of the sheet, each with what stands in it."""
        initial = {
            "holds": "people" if sheet["holds"] == "none" else sheet["holds"],
            "header_row": sheet["header_row"],
            "is_two_lines": sheet["is_two_lines"],
        }
        super().__init__(*args, initial=initial, auto_id=f"id_h{place}_%s", **kwargs)
        self.place = place
        self.fields["header_row"].choices = [
            (number, f"{number}: {' · '.join(said(texts))}")
            for number, texts in sheet["rows"][:HEADER_WITHIN]
        ]


def said(texts):
    """Return the first texts of a row, each once: merged cells repeat theirs."""
    return list(dict.fromkeys(text for text in texts if text))[:CELLS_SHOWN]


class ColumnsForm(forms.Form):
    """Which field each column feeds, sheet by sheet."""

    def __init__(self, *args, layout, **kwargs):
        """Make a field for each column that has a header or says something."""
        super().__init__(*args, **kwargs)
        self.sheets = layout["sheets"]
        self.lines = {
            place: list(self.lines_of(place, sheet))
            for place, sheet in enumerate(self.sheets)
            if sheet["holds"] != "none"
        }

    def lines_of(self, place, sheet):
        """Yield the columns of a sheet, each with its own field."""
        headers = header_of(sheet)
        words = UNIT_WORDS if sheet["holds"] == "units" else PERSON_WORDS
        choices = [("", _("not used")), *words.items()]
        for column in range(max((len(texts) for _number, texts in sheet["rows"]), default=0)):
            header = headers[column] if column < len(headers) else ""
            samples = samples_of(sheet, column)
            if header or samples:
                name, letter = f"s{place}-{column}", get_column_letter(column + 1)
                self.fields[name] = forms.ChoiceField(
                    choices=choices,
                    required=False,
                    widget=forms.Select(attrs={"form": "columns"}),
                    initial=sheet["columns"].get(str(column), ""),
                    label=_("Column %(letter)s, “%(header)s”, means")
                    % {"letter": letter, "header": header},
                )
                yield Column(letter, header, samples, self[name])

    @property
    def tables(self):
        """Return (place, sheet, its columns) of the sheets that are read."""
        return [(place, self.sheets[place], lines) for place, lines in self.lines.items()]

    def columns(self):
        """Return {place of the sheet: {column: field}} as chosen."""
        found = {place: {} for place in self.lines}
        for name, field in self.cleaned_data.items():
            place, column = name[1:].split("-")
            if field:
                found[int(place)][int(column)] = field
        return found

    def clean(self):
        """Refuse a field that two columns feed, and a sheet without what every row needs."""
        data = super().clean()
        if not self.lines:
            self.add_error(None, _("Choose at least one sheet that holds people or units."))
        for place, columns in self.columns().items():
            self.refuse_twice(place, columns)
            self.refuse_missing(self.sheets[place], columns)
        return data

    def refuse_twice(self, place, columns):
        """Name the second column that feeds the same field."""
        first = {}
        for column, field in sorted(columns.items()):
            if field in first:
                words = dict(self.fields[f"s{place}-{column}"].choices)[field]
                message = _("Column %(letter)s is “%(field)s” already. Choose one of the two.")
                params = {"letter": get_column_letter(first[field] + 1), "field": words}
                self.add_error(f"s{place}-{column}", message % params)
            first.setdefault(field, column)

    def refuse_missing(self, sheet, columns):
        """Say which field no column of a sheet feeds."""
        words = UNIT_WORDS if sheet["holds"] == "units" else PERSON_WORDS
        holds_units = sheet["holds"] == "units"
        for field in missing_fields(columns.values(), holds_units=holds_units):
            message = _("Sheet “%(sheet)s”: choose the column that holds “%(field)s”.")
            self.add_error(None, message % {"sheet": sheet["title"], "field": words[field]})
