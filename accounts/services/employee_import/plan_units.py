"""Plan the units: rows of the sheet Unit, units that people name, and units nobody knows yet."""

from collections import Counter

from django.utils.dateparse import parse_date

from accounts.rules.unit_names import SimilarNames, unit_code, unit_key
from accounts.services.employee_import.draft import Proposal, settle_action
from accounts.services.employee_import.state import Unit

FEW_PEOPLE = 2


def plan_unit_rows(draft):
    """Plan the rows of the sheet Unit."""
    claim_codes(draft)
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


def starts_on(row):
    """Return the day from which the sheet says that a unit exists."""
    return parse_date(row.data["from_date"]) if "from_date" in row.data else None


def wanted_parent(draft, row):
    """Return the unit above that a row names, or the one of today when it names none."""
    code = row.data.get("parent", "").casefold()
    return draft.state.units.get(code) if code else row.unit.parent


def settle_parents(draft):
    """Reject rows whose unit above does not exist or was rejected; tell whether any was."""
    by_unit = {row.unit: row for row in draft.unit_rows if row.unit}
    before = len(draft.accepted_units())
    for row in draft.accepted_units():
        parent = wanted_parent(draft, row)
        above = by_unit.get(parent)
        if "parent" in row.data and parent is None:
            row.add("parent_unknown", "parent", row.data["parent"])
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
    moved = "parent" in row.data and parent is not row.unit.parent
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


def place_people(draft):
    """Find the unit of each person; propose what nobody knows, and decide on the proposals."""
    draft.new_parent = draft.default_unit or top_of_scope(draft)
    for row in draft.people:
        find_unit(draft, row)
    judge_proposals(draft)
    for row in draft.people:
        if row.unit and not row.is_rejected and not draft.in_scope(row.unit):
            row.add("unit_outside", unit_column(row), row.unit.name)


def top_of_scope(draft):
    """Return the highest unit that the actor manages: new units are created below it."""
    managed = [
        unit for unit in draft.state.units_by_pk.values() if unit.name and draft.in_scope(unit)
    ]
    return min(managed, key=lambda unit: (len(unit.line()), unit.pk), default=None)


def unit_column(row):
    """Return the field that names the unit in a row."""
    return next(
        (name for name in ("unit_code", "unit_name", "office") if name in row.data), "unit_name"
    )


def find_unit(draft, row):
    """Find the unit that a row names by code or name."""
    column = unit_column(row)
    written = row.data.get(column, "")
    if not written:
        row.unit = None if row.post else draft.default_unit
        if row.unit is None and row.post is None:
            row.add("unit_missing", column)
        return
    known = draft.state.units.get(written.casefold())
    found = [known] if known else named_units(draft, row, written)
    if len(found) > 1:
        row.add("unit_ambiguous", column, written)
    elif found and found[0].is_rejected:
        row.add("unit_rejected", column, written)
    elif found:
        row.unit = found[0]
    elif column == "unit_code":
        row.add("unit_unknown", column, written)
    else:
        propose(draft, row, written)


def named_units(draft, row, written):
    """Return the units with this name; among several those below the office of the row."""
    found = draft.state.units_by_name.get(unit_key(written), [])
    office = unit_key(row.data.get("office", "")) if "unit_name" in row.data else ""
    if not office or office == unit_key(written):
        return found
    below = [unit for unit in found if any(unit_key(above.name) == office for above in unit.line())]
    offices = draft.state.units_by_name.get(office)
    return below if below or not offices else []


def propose(draft, row, written):
    """Note a unit that nobody knows, below the office of the row when it names one."""
    office = row.data.get("office", "") if "unit_name" in row.data else ""
    above = office_of(draft, row, office) if office else draft.new_parent
    key = f"{unit_key(office)}/{unit_key(written)}"
    if key not in draft.proposals:
        draft.proposals[key] = Proposal(new_unit(draft, written, above), key)
    draft.proposals[key].rows.append(row)
    row.unit = draft.proposals[key].unit


def office_of(draft, row, office):
    """Return the unit of an office, proposed below the top if it is new."""
    known = draft.state.units_by_name.get(unit_key(office), [])
    if known:
        return known[0]
    key = f"/{unit_key(office)}"
    if key not in draft.proposals:
        draft.proposals[key] = Proposal(new_unit(draft, office, draft.new_parent), key)
    draft.proposals[key].rows.append(row)
    return draft.proposals[key].unit


def new_unit(draft, name, parent):
    """Return a unit to be created, with a code made from its name."""
    draft.codes = draft.codes or set(draft.state.units)
    unit = Unit(unit_code(name, draft.codes), name, parent)
    draft.codes.add(unit.code.casefold())
    return unit


def judge_proposals(draft):
    """Accept what HR ticked, else what does not look like a slip of the pen; reject the rows of the rest."""
    crowds = Counter({one.unit.name: len(one.rows) for one in draft.proposals.values()})
    known = {unit.name for unit in draft.state.units_by_pk.values() if unit.name}
    names = SimilarNames([*known, *(name for name in crowds if name not in known)])
    for proposal in draft.proposals.values():
        size = len(proposal.rows)
        if size <= FEW_PEOPLE:
            proposal.similar = names.like(
                proposal.unit.name,
                allowed=lambda one, size=size: one in known or crowds[one] > size,
            )
        proposal.is_accepted = draft.unit_choices.get(proposal.key, not proposal.similar)
        if not proposal.is_accepted:
            decline(proposal)


def decline(proposal):
    """Reject the rows of a unit that will not be created."""
    code = "unit_similar" if proposal.similar else "unit_declined"
    params = {"similar": proposal.similar} if proposal.similar else {}
    for row in proposal.rows:
        row.add(code, unit_column(row), proposal.unit.name, **params)
        row.unit = None


def guess_parents(draft):
    """Put a new unit below the unit of the people who supervise its people from outside."""
    for proposal in draft.proposals.values():
        if proposal.key.startswith("/") and proposal.is_accepted:
            above = Counter(units_above(proposal, draft.state)).most_common(1)
            if above and proposal.unit not in above[0][0].line() and draft.in_scope(above[0][0]):
                proposal.unit.parent = above[0][0]


def units_above(proposal, state):
    """Yield the unit of each supervisor who sits elsewhere."""
    for row in proposal.rows:
        if row.is_rejected or not row.boss or row.unit is not proposal.unit:
            continue
        unit = row.boss.row.unit if row.boss.row else None
        if row.boss.person and row.boss.row is None and row.kind in row.boss.person.posts:
            unit = state.units_by_pk[row.boss.person.posts[row.kind].unit_pk]
        if unit and unit is not proposal.unit:
            yield unit
