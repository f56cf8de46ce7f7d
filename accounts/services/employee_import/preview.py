"""What a preview shows of a row, in the words of the reader."""

from dataclasses import dataclass

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.choices import (
    EmployeeKind,
    EmploymentKind,
    FunctionalGrade,
    ImportAction,
    PositionKind,
    Sex,
)
from accounts.models import ImportRow
from accounts.services.employee_import.plan_supervisors import OUTSIDE
from accounts.services.employee_import.problems import described

FIELDS = {
    "kind": _("Kind of person"),
    "name": _("Name"),
    "parent": _("Unit above"),
    "title_before": _("Title before the name"),
    "title_after": _("Title after the name"),
    "employment_kind": _("Employment"),
    "rank": _("Rank"),
    "rank_since_date": _("Rank held since"),
    "functional_grade": _("Functional grade"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "org_unit": _("Work unit"),
    "job_position": _("Position"),
    "position_kind": _("Kind of position"),
    "is_head": _("Head of the unit"),
    "supervisor": _("Supervisor"),
}
WORDS = {
    "kind": dict(EmployeeKind.choices),
    "employment_kind": dict(EmploymentKind.choices),
    "functional_grade": dict(FunctionalGrade.choices),
    "position_kind": dict(PositionKind.choices),
    "sex": dict(Sex.choices),
    "is_head": {True: _("yes"), False: _("no")},
    "supervisor": {OUTSIDE: _("rated outside the system")},
}
DATES = {"rank_since_date", "birth_date"}
TONES = {
    ImportAction.NEW: "daun",
    ImportAction.CHANGED: "nila",
    ImportAction.UNCHANGED: "",
    ImportAction.REJECTED: "bata",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: what it was and what it becomes."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview."""

    sheet: str
    number: int
    title: str
    nip: str
    is_new: bool
    action: str
    tone: str
    changes: list[Change]
    errors: list[dict]
    warnings: list[dict]


def shown_row(row: ImportRow, words=described) -> ShownRow:
    """Return a stored row as people read it; `words` gives reason and advice of a stored problem."""
    problems = [words(found) for found in row.problems]
    return ShownRow(
        sheet=row.sheet,
        number=row.number,
        title=row.data.get("name") or row.data.get("code") or "",
        nip=row.data.get("nip", ""),
        is_new=row.action == ImportAction.NEW,
        action=row.get_action_display(),
        tone=TONES[row.action],
        changes=[shown_change(*change) for change in row.changes],
        errors=[found for found in problems if not found["is_warning"]],
        warnings=[
            found
            for found in problems
            if found["is_warning"] and row.action != ImportAction.REJECTED
        ],
    )


def shown_positions(batch):
    """Return the positions that an import creates, kind and grade in words."""
    return [
        {
            "name": position["name"],
            "kind": in_words("position_kind", position["kind"]),
            "grade": in_words("functional_grade", position["grade"]),
            "people": position["people"],
        }
        for position in batch.facts["new_positions"]
    ]


def shown_change(name, old, new):
    """Return a change in words."""
    return Change(str(FIELDS.get(name, name)), in_words(name, old), in_words(name, new))


def in_words(name, value):
    """Return a stored value as people read it."""
    if name in DATES and value:
        return date_format(parse_date(value))
    return str(WORDS.get(name, {}).get(value, value))
