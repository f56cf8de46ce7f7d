"""Plan where people sit: units by code or name, and units that nobody knows yet."""

from collections import Counter

from accounts.rules.unit_names import SimilarNames, is_office, nearest_name, unit_code, unit_key
from accounts.services.employee_import.draft import Proposal
from accounts.services.employee_import.state import Unit

FEW_PEOPLE = 2
FEW_UNITS = (
    10  # an agency with more has its tree already: a unit of one or two people is a surprise
)


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
        is_lonely = size <= FEW_PEOPLE and len(known) > FEW_UNITS
        if is_lonely and not proposal.similar:
            proposal.nearest = nearest_name(proposal.unit.name, known)
        is_sure = not (proposal.similar or is_lonely)
        proposal.is_accepted = draft.unit_choices.get(proposal.key, is_sure)
        if not proposal.is_accepted:
            decline(proposal, is_asked=proposal.key in draft.unit_choices)


def decline(proposal, *, is_asked):
    """Reject the rows of a unit that will not be created: HR said so, or nobody was asked yet."""
    plain = "unit_declined" if is_asked else "unit_new"
    code = "unit_similar" if proposal.similar else plain
    params = {"similar": proposal.similar} if proposal.similar else {}
    for row in proposal.rows:
        row.add(code, unit_column(row), proposal.unit.name, **params)
        row.unit = None


def guess_parents(draft):
    """Put a new unit below the unit of the people who supervise its people from outside; no office, though."""
    for proposal in draft.proposals.values():
        is_part = proposal.key.startswith("/") and not is_office(proposal.unit.name)
        if is_part and proposal.is_accepted:
            above = Counter(units_above(proposal, draft.state)).most_common(1)
            if above and proposal.unit not in above[0][0].line() and draft.in_scope(above[0][0]):
                proposal.unit.parent = above[0][0]


def units_above(proposal, state):
    """Yield the unit of each supervisor who sits elsewhere."""
    for row in proposal.rows:
        if not row.boss or row.unit is not proposal.unit:
            continue
        unit = row.boss.row.unit if row.boss.row else None
        if row.boss.person and row.boss.row is None and row.kind in row.boss.person.posts:
            unit = state.units_by_pk[row.boss.person.posts[row.kind].unit_pk]
        if unit and unit is not proposal.unit:
            yield unit
