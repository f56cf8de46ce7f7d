"""What can be wrong with a row of standards, in words with what to do about it."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.choices import PositionKind
from accounts.services.employee_import.problems import Wording

FREE_TEXT = 120
KIND_WORDS = dict(PositionKind.choices)

ERRORS = {
    "position_missing": Wording(
        _("The row has levels but no position."), _("Write the name of the position.")
    ),
    "position_unknown": Wording(
        _("Selaras knows no position of this name."),
        _("Compare it with the list of positions; new ones come with the import of employees."),
    ),
    "position_differs": Wording(
        _("A position of this name exists, but with another kind or grade."),
        _("Correct kind and grade, or leave both empty if the name stands for one position only."),
    ),
    "position_ambiguous": Wording(
        _("%(number)s positions bear this name."),
        _("Fill in Jenis jabatan and Jenjang, so that one of them is left."),
    ),
    "position_twice": Wording(
        _("Row %(row)s of the sheet %(sheet)s sets the same position."),
        _("Keep one row for each position."),
    ),
    "kind_unknown": Wording(
        _("This is no kind of position."),
        _("Write one of: %(words)s, or leave the cell empty."),
    ),
    "grade_unknown": Wording(
        _("This is no functional grade."),
        _("Write one of: %(words)s, or leave the cell empty."),
    ),
    "level": Wording(
        _("A level is a whole number from 1 to 5."),
        _("Correct the cell, or empty it: an empty cell changes nothing."),
    ),
    "formula": Wording(
        _("The cell holds a formula whose value is not in the file."),
        _("Write the number itself."),
    ),
    "later_planned": Wording(
        _("Another level is already planned for this position from a later day."),
        _("Choose a day after it, or leave the cell empty."),
    ),
    "held_today": Wording(
        _("The position has a level today, and appraisals that are open keep it."),
        _("Upload the file again with a day from tomorrow on."),
    ),
    "begins_later": Wording(
        _("This competency is in the dictionary from %(day)s only."),
        _("Upload the file again with that day or a later one."),
    ),
}

CELL_CODES = {"position_missing", "kind_unknown", "grade_unknown", "level", "formula"}


def problem(code, column="", value="", **params):
    """Return a problem as it is stored with its row."""
    return {
        "code": code,
        "column": str(column)[:FREE_TEXT],
        "value": str(value)[:FREE_TEXT],
        "is_warning": False,
        "params": params,
    }


def described(found):
    """Return a stored problem with its reason and suggestion in the language of the reader."""
    wording, params = ERRORS[found["code"]], dict(found["params"])
    if "day" in params:
        params["day"] = date_format(parse_date(params["day"]))
    return found | {
        "reason": str(wording.reason) % params,
        "suggestion": str(wording.suggestion) % params,
    }
