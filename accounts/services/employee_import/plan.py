"""Make the plan: what an import would do with each row, given what the database holds today."""

from datetime import date

from accounts.choices import AssignmentKind
from accounts.services.employee_import.draft import Draft, plan_row, settle_action
from accounts.services.employee_import.plan_people import compare_fields, complete, recognise
from accounts.services.employee_import.plan_places import guess_parents, place_people
from accounts.services.employee_import.plan_posts import (
    find_heads,
    find_positions,
    read_acting,
    settle_heads,
)
from accounts.services.employee_import.plan_supervisors import (
    OUTSIDE,
    drop_rejected_bosses,
    find_supervisors,
    settle_lines,
)
from accounts.services.employee_import.plan_units import plan_unit_rows
from accounts.services.employee_import.state import load_state


def make_plan(*, rows, facts, effective_date, actor):
    """Return the plan for stored rows; the same rows and database give the same plan."""
    columns = {table["sheet"]: table["columns"] for table in facts["tables"]}
    unit_sheets = {table["sheet"] for table in facts["tables"] if table["holds_units"]}
    planned = [plan_row(row, columns.get(row.sheet, {})) for row in rows]
    people = [row for row in planned if row.sheet not in unit_sheets]
    draft = Draft(
        actor=actor,
        effective_date=effective_date,
        people=people,
        unit_rows=[row for row in planned if row.sheet in unit_sheets],
        state=load_state(people, effective_date),
        unit_choices=facts.get("unit_choices", {}),
    )
    draft.default_unit = draft.state.units_by_pk.get(facts.get("default_unit"))
    fill(draft)
    return draft


def fill(draft):
    """Decide on every row, from what stands alone to what depends on others."""
    plan_unit_rows(draft)
    recognise(draft)
    for row in draft.people:
        read_acting(row)
    place_people(draft)
    find_positions(draft)
    find_supervisors(draft)
    find_heads(draft)
    for row in draft.accepted():
        plan_days(draft, row)
    while settle_heads(draft) or settle_lines(draft):
        pass
    drop_rejected_bosses(draft)
    guess_parents(draft)
    complete(draft)
    for row in draft.people:
        finish(draft, row)


def plan_days(draft, row):
    """Reject a row whose change would run into one that is recorded for a later day."""
    post = row.post
    if post is None:
        return
    line_planned = planned_day(draft, post.line)
    if post_differs(draft, row):
        planned = planned_day(draft, post)
        if post.from_date < draft.effective_date:  # the lines of a post end with it
            planned = planned or line_planned
        if planned:
            row.add("later_change", "job_position", day=planned.isoformat())
    elif line_planned and line_differs(row):
        row.add("later_change", "supervisor", day=line_planned.isoformat())


def planned_day(draft, dated):
    """Return the first day after the import on which a post or line is known to change."""
    if dated is None:
        return None
    return dated.from_date if dated.from_date > draft.effective_date else dated.later


def post_differs(draft, row):
    """Tell whether a row changes the unit, the position or the headship of a post."""
    unit_pk = row.unit.pk if row.unit else row.post.unit_pk
    wanted = (unit_pk, row.position.pk, bool(row.is_head))
    return wanted != (row.post.unit_pk, row.post.position_pk, row.post.is_head)


def line_differs(row):
    """Tell whether a row names another supervisor than the one of today."""
    if row.boss is None or row.post is None:
        return False
    if row.post.line is None:
        return True
    wanted = row.boss.person.pk if row.boss.person else None
    is_new_person = row.boss.row is not None and wanted is None
    return is_new_person or wanted != row.post.line.supervisor_pk


def finish(draft, row):
    """Say what will be done with a row of a person, field by field and step by step."""
    if not row.is_rejected:
        compare_post(draft, row)
        compare_line(draft, row)
        compare_fields(row)
        warn_without_supervisor(row)
    settle_action(row, is_new=row.existing is None)


def compare_post(draft, row):
    """Note what changes about the post, and whether it is opened, replaced or edited in place."""
    post, state = row.post, draft.state
    unit = row.unit or state.units_by_pk[post.unit_pk]
    if post and not post_differs(draft, row):
        return
    old_unit = state.units_by_pk[post.unit_pk] if post else None
    old_position = state.positions_by_pk[post.position_pk] if post else None
    row.post_step = post_step(draft.effective_date, post)
    note(row, "org_unit", old_unit.name if old_unit else "", unit.name, old_unit is not unit)
    old_name, old_kind = (old_position.title, old_position.kind) if old_position else ("", "")
    note(row, "job_position", old_name, row.position.title, old_position is not row.position)
    note(row, "position_kind", old_kind, row.position.kind, old_kind != row.position.kind)
    was_head = bool(post and post.is_head)
    note(row, "is_head", was_head, bool(row.is_head), was_head != bool(row.is_head))


def post_step(effective_date: date, post):
    """Return how a post changes: dated, or in place when it began that very day."""
    if post is None:
        return "open"
    return "edit" if post.from_date == effective_date else "replace"


def note(row, name, old, new, changes):
    """Write down a change."""
    if changes:
        row.changes.append([name, old, new])


def compare_line(draft, row):
    """Note whether the supervisor changes, and how."""
    line = row.post.line if row.post else None
    if row.post and line_differs(row):
        row.line_step = post_step(draft.effective_date, line)
    elif row.post_step == "open" and row.boss:
        row.line_step = "open"
    if row.line_step:
        note(row, "supervisor", old_boss(draft, line), row.boss.name, changes=True)
    elif row.post_step == "replace" and line:
        row.line_step = "carry"
        moves = row.unit and row.unit.pk != row.post.unit_pk
        if moves and row.boss is None and not row.boss_is_rejected:
            row.add("supervisor_kept", "supervisor", old_boss(draft, line))


def old_boss(draft, line):
    """Return the name of the supervisor of today."""
    if line is None:
        return ""
    if line.supervisor_pk is None:
        return OUTSIDE
    return draft.state.names.get(line.supervisor_pk, "...")


def warn_without_supervisor(row):
    """Say that somebody will have no supervisor after the import."""
    has_line = row.line_step or (row.post and row.post.line)
    if row.kind == AssignmentKind.DEFINITIVE and not has_line and not row.boss_is_rejected:
        row.add("no_supervisor", "supervisor")
