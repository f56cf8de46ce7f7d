"""Plan the units: the rows of the sheet Unit."""

from django.utils.dateparse import parse_date

from accounts.rules.unit_names import unit_key
from accounts.services.employee_import.draft import settle_action
from accounts.services.employee_import.state import Unit


def plan_unit_rows(draft):
    """Plan the rows of the sheet Unit."""
    claim_codes(draft)
    draft.tops = tops_of(draft)
    while settle_parents(draft) or settle_circles(draft):
        pass
    for row in draft.accepted_units():
        check_scope(draft, row)
        check_days(draft, row)
    settle_parents(draft)
    for row in draft.unit_rows:
        finish_unit(draft, row)
    for row in draft.accepted_units():
        take_over(draft, row)
    for row in draft.unit_rows:
        if row.is_rejected and row.unit and row.unit.is_new:
            row.unit.is_rejected = True


def claim_codes(draft):
    """Give each row its unit; a code that stands there twice belongs to its first row."""
    seen = {}
    for row in draft.unit_rows:
        key = row.data.get("code", "").casefold()
        if not key:
            continue
        if key in seen:
            row.add("unit_repeated", "code", row.data["code"], row=seen[key].number)
            continue
        seen[key] = row
        row.unit = draft.state.units.get(key)
        if row.unit is None:
            row.unit = Unit(row.data["code"], row.data.get("name", ""), starts=starts_on(row))
            draft.state.units[key] = row.unit


def tops_of(draft):
    """Return the units at the top: those of today, else the first of the file that names none above."""
    units = draft.state.units_by_pk.values()
    today = [unit for unit in units if unit.term_pk and unit.parent is None]
    new = [row.unit for row in draft.accepted_units() if row.unit and "parent" not in row.data]
    return today or new[:1]


def starts_on(row):
    """Return the day from which the sheet says that a unit exists."""
    return parse_date(row.data["from_date"]) if "from_date" in row.data else None


def wanted_parent(draft, row):
    """Return the unit above that a row names, else the one of today, else the only one at the top."""
    code = row.data.get("parent", "").casefold()
    if code:
        return draft.state.units.get(code)
    if row.unit.parent or row.unit in draft.tops or len(draft.tops) > 1:
        return row.unit.parent
    return draft.tops[0]


def settle_parents(draft):
    """Reject rows whose unit above does not exist or was rejected; tell whether any was."""
    by_unit = {row.unit: row for row in draft.unit_rows if row.unit}
    before = len(draft.accepted_units())
    for row in draft.accepted_units():
        parent = wanted_parent(draft, row)
        above = by_unit.get(parent)
        if "parent" in row.data and parent is None:
            row.add("parent_unknown", "parent", row.data["parent"])
        elif parent is None and row.unit not in draft.tops:
            row.add("parent_missing", "parent")
        elif above and above.is_rejected and parent.is_new:
            row.add("parent_rejected", "parent", row.data.get("parent", ""))
    return len(draft.accepted_units()) < before


def settle_circles(draft):
    """Reject every row of a circle of units; tell whether there was any."""
    rows = {row.unit: row for row in draft.accepted_units()}
    above = {unit: unit.parent for unit in draft.state.units_by_pk.values()}
    above |= {unit: wanted_parent(draft, row) for unit, row in rows.items()}
    circle = next((found for unit in rows if (found := circle_from(unit, above))), [])
    for unit in circle:
        if unit in rows:
            names = ", ".join(member.code for member in circle)
            rows[unit].add(
                "parent_circle", "parent", rows[unit].data.get("parent", ""), units=names
            )
    return bool(circle)


def circle_from(start, above):
    """Return the members of the circle that leads back to `start`, or nothing."""
    found, current = [start], above.get(start)
    while current is not None and current not in found:
        found.append(current)
        current = above.get(current)
    return found if current is start else []


def check_scope(draft, row):
    """Reject a unit that the actor does not manage, today or at its new place."""
    parent = wanted_parent(draft, row)
    if row.unit.is_new and parent is None and draft.actor.is_hr_of_everything:
        row.add("unit_at_top", "parent")
        return
    known = parent if row.unit.is_new else row.unit
    moved = parent is not row.unit.parent
    if moved and "parent" not in row.data:
        row.add("unit_below_top", "parent", unit=parent.name)
    places = [known, parent] if moved else [known]
    line = {other.unit: wanted_parent(draft, other) for other in draft.accepted_units()}
    if not all(draft.in_scope(nearest_known(place, line)) for place in places):
        row.add("unit_outside", "code", row.data["code"])


def nearest_known(unit, above):
    """Return the unit itself, or the nearest one above it that exists already."""
    while unit is not None and unit.is_new:
        unit = above.get(unit)
    return unit


def check_days(draft, row):
    """Reject a unit that begins after the import, or has a later change recorded."""
    if row.unit.is_new and row.unit.starts and row.unit.starts > draft.effective_date:
        row.add("unit_starts_later", "from_date", day=row.unit.starts.isoformat())
    planned = row.unit.term_from and row.unit.term_from > draft.effective_date
    later = row.unit.term_from if planned else row.unit.later
    if later and unit_changes(draft, row):
        row.add("later_change", "name", row.data["name"], day=later.isoformat())


def unit_changes(draft, row):
    """Return what a row changes about its unit, as (field, old, new)."""
    parent, now = wanted_parent(draft, row), row.unit
    old_name, old_parent = ("", None) if now.is_new else (now.name, now.parent)
    changes = []
    if row.data["name"] != old_name:
        changes.append(["name", old_name, row.data["name"]])
    if parent is not old_parent:
        changes.append(
            ["parent", old_parent.name if old_parent else "", parent_name(draft, parent)]
        )
    return changes


def parent_name(draft, parent):
    """Return the name that the unit above will have."""
    if parent is None:
        return ""
    rows = (row for row in draft.unit_rows if row.unit is parent and "name" in row.data)
    return next((row.data["name"] for row in rows), parent.name)


def finish_unit(draft, row):
    """Write down what will be done with the row of a unit."""
    if not row.is_rejected:
        row.changes = unit_changes(draft, row)
    settle_action(row, is_new=bool(row.unit and row.unit.is_new))


def take_over(draft, row):
    """Let the unit be what its row makes of it, so that people find it by its new name."""
    parent = wanted_parent(draft, row)
    row.unit.name, row.unit.parent = row.data["name"], parent
    known = draft.state.units_by_name[unit_key(row.unit.name)]
    if row.unit not in known:
        known.append(row.unit)
