"""What each row of a workbook of standards would do, and why not."""

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.choices import ImportAction
from accounts.models import JobPosition
from accounts.rules.position_guess import bare_name
from accounts.rules.roster_headers import header_words
from accounts.rules.spreadsheet_cells import as_it_stood, clean_text
from accounts.services.employee_import.read_rows import GRADES, POSITION_KINDS
from accounts.services.employee_import.workbook import UnknownFormula
from competency.choices import LEVELS
from competency.models import Competency
from competency.queries.bulk_standard import plan_of
from competency.services.standard_import.problems import problem
from competency.services.standard_import.table import GRADE, KIND, NAME

KIND_LIST = "JPT Utama, JPT Madya, JPT Pratama, Administrator, Pengawas, Pelaksana, Fungsional"
GRADE_LIST = "Pemula, Terampil, Mahir, Penyelia, Ahli Pertama, Ahli Muda, Ahli Madya, Ahli Utama"


@dataclass(slots=True)
class PlannedRow:
    """A row on its way: what its cells say, what is wrong, and what would change."""

    sheet: str
    number: int
    data: dict
    problems: list
    original: dict = field(default_factory=dict)
    position: JobPosition | None = None
    changes: list = field(default_factory=list)
    has_before: bool = False
    is_other: bool = False  # no row of the table: a signature, a sum, a line of words

    @property
    def is_silent(self):
        """Tell whether the row asks for nothing."""
        return not (self.data["levels"] or self.problems)

    @property
    def action(self):
        """Return what becomes of the row; one with a fault stays out as a whole."""
        if self.problems:
            return ImportAction.REJECTED
        if not self.changes:
            return ImportAction.UNCHANGED
        return ImportAction.CHANGED if self.has_before else ImportAction.NEW

    def outcome(self):
        """Return what the preview shows of it."""
        return (self.action, self.changes, self.problems)


def read_line(table, line):
    """Return the row with its cells read."""
    problems, levels = [], {}
    for column, competency in table.levels.items():
        level = read_level(table, line, column, problems)
        if level:
            levels[competency.public_id] = level
    name = text_of(table, line, NAME)
    data = {"name": name, "levels": levels, "columns": heads_of(table, levels)}
    read_word(table, line, KIND, POSITION_KINDS, KIND_LIST, data, problems)
    read_word(table, line, GRADE, GRADES, GRADE_LIST, data, problems)
    if not name and (levels or problems):
        problems.append(problem("position_missing", data["columns"][NAME]))
    return PlannedRow(table.sheet, line.number, data, problems, line.original)


def heads_of(table, levels):
    """Return {competency or name: the words above its column}, to point at a cell later."""
    found = {
        one.public_id: table.headers[column]
        for column, one in table.levels.items()
        if one.public_id in levels
    }
    return found | {NAME: table.headers[table.columns[NAME]]}


def text_of(table, line, name):
    """Return the text of a column, nothing when the table lacks it."""
    column = table.columns.get(name)
    return "" if column is None else clean_text(line.cells.get(column))


def read_level(table, line, column, problems):
    """Return the level of a cell; None for an empty one or one with a fault."""
    value = line.cells.get(column)
    if isinstance(value, UnknownFormula):
        problems.append(problem("formula", table.headers[column], value))
        return None
    text = clean_text(value).lower().removeprefix("level").strip()
    if not text:
        return None
    if text.isdecimal() and int(text) in LEVELS:
        return int(text)
    problems.append(problem("level", table.headers[column], as_it_stood(value)))
    return None


def read_word(table, line, name, words, shown, data, problems):
    """Read kind or grade into the data, where the cell says one."""
    text = text_of(table, line, name)
    known = words.get(header_words(text))
    if known:
        data[name] = str(getattr(known, "value", known))
    elif text:
        head = table.headers[table.columns[name]]
        problems.append(problem(f"{name}_unknown", head, text, words=shown))


def plan_rows(rows, from_date, today):
    """Find the position of each row and what would change; a fixed number of queries."""
    return plan_levels(find_rows(rows), from_date, today)


def find_rows(rows):
    """Return {position: its row} of the rows without a fault."""
    by_name = positions_by_name()
    taken = {}
    for row in rows:
        if row.is_silent:
            row.is_other = key_of(row.data["name"]) not in by_name
        elif not row.problems:
            find_position(row, by_name, taken)
    return {row.position: row for row in rows if row.position and not row.problems}


def plan_levels(ready, from_date, today):
    """Give {position: row} their changes; return the plan of the rows without a fault."""
    wanted = levels_of(ready)
    plan = plan_of(wanted, from_date, today)
    complain(plan, ready)
    for change in plan.changes:
        row = ready[change.position]
        if row.problems:
            continue
        row.changes.append([change.competency.public_id, change.before, change.after])
        row.has_before = row.has_before or change.before is not None
    kept = [change for change in plan.changes if not ready[change.position].problems]
    return type(plan)(changes=kept, same=plan.same, blocked=[], too_early=[])


def complain(plan, ready):
    """Write down in each row which of its levels cannot be set from that day."""
    for change in plan.blocked:
        add_problem(ready[change.position], change, "later_planned")
    for change in plan.too_early:
        begins = change.competency.from_date
        if change.is_before_its_competency:
            add_problem(ready[change.position], change, "begins_later", day=begins.isoformat())
        else:
            add_problem(ready[change.position], change, "held_today")


def add_problem(row, change, code, **params):
    """Point at the cell of a level."""
    column = row.data["columns"][change.competency.public_id]
    row.problems.append(problem(code, column, change.after, **params))


def levels_of(ready):
    """Return {position: {competency: level}} as the rows say it, as the dictionary orders them."""
    keys = {key for row in ready.values() for key in row.data["levels"]}
    known = Competency.objects.filter(public_id__in=keys).select_related("framework")
    competencies = list(known.order_by("position", "version", "pk"))
    return {
        position: {
            one: row.data["levels"][one.public_id]
            for one in competencies
            if one.public_id in row.data["levels"]
        }
        for position, row in ready.items()
    }


def positions_by_name():
    """Return {name without case: positions}; the grade may stand at the end of the name or not."""
    found, wider = defaultdict(list), defaultdict(list)
    for position in JobPosition.objects.order_by("pk"):
        found[key_of(position.name)].append(position)
        bare = bare_name(position.name, position.functional_grade)
        for name in {key_of(position.title), key_of(bare)} - {key_of(position.name)}:
            wider[name].append(position)
    return found | {name: rows for name, rows in wider.items() if name not in found}


def key_of(name):
    """Return a name without case and stray spaces."""
    return " ".join(name.split()).casefold()


def find_position(row, by_name, taken):
    """Give a row its position, or say why there is none."""
    name, data = row.data["name"], row.data
    head = data["columns"][NAME]
    named = by_name.get(key_of(name), [])
    fitting = [
        one
        for one in named
        if data.get(KIND, one.kind) == one.kind
        and data.get(GRADE, one.functional_grade) == one.functional_grade
    ]
    if len(fitting) == 1:
        claim(row, fitting[0], taken)
    elif fitting:
        row.problems.append(problem("position_ambiguous", head, name, number=len(fitting)))
    elif named:
        row.problems.append(problem("position_differs", head, name))
    else:
        row.problems.append(problem("position_unknown", head, name))


def claim(row, position, taken):
    """Let one row speak for a position."""
    other = taken.setdefault(position.pk, row)
    if other is row:
        row.position = position
    else:
        head = row.data["columns"][NAME]
        found = problem("position_twice", head, position.name, row=other.number, sheet=other.sheet)
        row.problems.append(found)
