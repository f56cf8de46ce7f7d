"""A plan while it is made: its rows, its settings, and what they come to."""

from dataclasses import dataclass, field
from datetime import date

from accounts.choices import AssignmentKind, ImportAction
from accounts.models import ImportRow
from accounts.services.employee_import.cells import COLUMNS
from accounts.services.employee_import.problems import problem
from accounts.services.employee_import.state import Person, Position, State, Unit


@dataclass(slots=True, eq=False)
class Boss:
    """Whom a row names as supervisor: a row of the file, a person in Selaras, or somebody outside."""

    name: str
    row: "PlanRow | None" = None
    person: Person | None = None

    @property
    def is_outside(self):
        """Tell whether the supervisor is outside the system."""
        return self.row is None and self.person is None


@dataclass(slots=True, eq=False)
class PlanRow:
    """A row of the workbook and what will become of it."""

    sheet: str
    number: int
    data: dict
    problems: list
    columns: dict
    action: str = ""
    changes: list = field(default_factory=list)
    is_rejected: bool = False
    existing: Person | None = None
    unit: Unit | None = None
    position: Position | None = None
    kind: str = AssignmentKind.DEFINITIVE
    is_head: bool | None = None
    head_is_guess: bool = False
    boss: Boss | None = None
    boss_is_rejected: bool = False
    field_changes: dict = field(default_factory=dict)
    post_step: str = ""  # open | replace | edit
    line_step: str = ""  # open | replace | edit | carry

    def __post_init__(self):
        """Know from the cells alone whether the row stays out."""
        self.is_rejected = any(not found["is_warning"] for found in self.problems)

    def add(self, code, column="", value="", **params):
        """Write down a problem; an error keeps the row out."""
        words = self.columns.get(column) or COLUMNS.get(column, column)
        found = problem(code, words, value, **params)
        self.problems.append(found)
        self.is_rejected = self.is_rejected or not found["is_warning"]

    @property
    def post(self):
        """Return the post that the person holds now, of the kind that the row is about."""
        return self.existing.posts.get(self.kind) if self.existing else None

    @property
    def name(self):
        """Return the name, else the NIP, as messages call the row."""
        return self.data.get("name") or self.data.get("nip", "")

    def outcome(self):
        """Return what a preview shows of the row; two plans that agree have equal outcomes."""
        return (self.action, self.changes, self.problems)


@dataclass(slots=True, eq=False)
class Proposal:
    """A unit that rows name and nobody knows yet."""

    unit: Unit
    key: str
    rows: list = field(default_factory=list)
    similar: str = ""
    nearest: str = ""  # the known name that is most like it, however unlike
    is_accepted: bool = True


@dataclass(slots=True, eq=False)
class Draft:
    """A plan in the making."""

    actor: object
    effective_date: date
    people: list[PlanRow]
    unit_rows: list[PlanRow]
    state: State
    default_unit: Unit | None = None
    unit_choices: dict = field(default_factory=dict)
    proposals: dict = field(default_factory=dict)
    new_positions: list[Position] = field(default_factory=list)
    new_parent: Unit | None = None
    codes: set = field(default_factory=set)  # of units, once a new one is proposed
    tops: list[Unit] = field(default_factory=list)  # where units without one above them hang

    def accepted(self):
        """Return the rows of people that are not rejected."""
        return [row for row in self.people if not row.is_rejected]

    def accepted_units(self):
        """Return the rows of units that are not rejected."""
        return [row for row in self.unit_rows if not row.is_rejected]

    def in_scope(self, unit):
        """Tell whether the actor manages a unit, or what is above one that does not exist yet today."""
        while unit is not None and (
            unit.is_new or (unit.term_from or self.actor.on) > self.actor.on
        ):
            unit = unit.parent
        if unit is None:
            return self.actor.is_hr_of_everything
        return self.actor.is_hr_for(unit.pk)

    def rows(self):
        """Return all rows."""
        return [*self.unit_rows, *self.people]


def plan_row(row: ImportRow, columns: dict) -> PlanRow:
    """Return a stored row as it was when only its cells had been read."""
    of_cells = [found for found in row.problems if found["stage"] == "cell"]
    return PlanRow(row.sheet, row.number, row.data, of_cells, columns)


def settle_action(row, *, is_new):
    """Say in one word what will be done with a row."""
    if row.is_rejected:
        row.action, row.changes = ImportAction.REJECTED, []
    elif is_new:
        row.action = ImportAction.NEW
    else:
        row.action = ImportAction.CHANGED if row.changes else ImportAction.UNCHANGED
