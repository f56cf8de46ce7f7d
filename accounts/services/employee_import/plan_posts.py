"""Plan the posts: acting or definitive, which position, and who leads the unit."""

import re
from collections import Counter

from accounts.choices import AssignmentKind, PositionKind
from accounts.rules.position_guess import bare_name, grade_in, guess_kind, leads_unit
from accounts.services.employee_import.state import Position

ACTING = re.compile(r"^(plt|plh|pj|pjs|pgs)\b[.\s]*", re.IGNORECASE)


def read_acting(row):
    """Tell an acting post from a definitive one by the words before it."""
    found = ACTING.match(row.data.get("job_position", ""))
    if found:
        row.kind = AssignmentKind.PLH if found[1].lower() == "plh" else AssignmentKind.PLT
        row.add("acting", "job_position", row.data["job_position"])


def find_positions(draft):
    """Give each row its position, an existing one or a new one."""
    for row in draft.people:
        name = ACTING.sub("", row.data.get("job_position", ""))
        held = draft.state.positions_by_pk[row.post.position_pk] if row.post else None
        if name:
            row.position = find_position(draft, row, name, held)
        elif held:
            row.position = held
        else:
            row.add("position_missing", "job_position")


def find_position(draft, row, name, held):
    """Return the position of a name: the one held now, else the only one known, else by its words."""
    kind, grade = kind_and_grade(draft, row, name, held)
    wanted = Position(bare_name(name, grade), kind, grade, job_class=row.data.get("job_class"))
    known = draft.state.positions.get(wanted.key)
    if held and held.key == wanted.key:
        known = held
    if known is None:
        draft.state.add_position(wanted)
        draft.new_positions.append(wanted)
        return wanted
    now = row.data.get("job_class")
    if now and known.pk and known.job_class and known.job_class != now:
        row.add("class_differs", "job_class", now, now=known.job_class)
    return known


def kind_and_grade(draft, row, name, held):
    """Return kind and grade of a position: as written, as known, or guessed and shown as a guess."""
    written, grade = row.data.get("position_kind"), row.data.get("functional_grade", "")
    if not written:
        written, grade = known_kind(draft, name, held, grade)
    if not written:
        written, guessed = guess_kind(name, row.data.get("eselon", ""))
        written = PositionKind.FUNCTIONAL if grade else written
        grade = grade or guessed
        row.add("guess_position_kind", "position_kind", name, kind=written)
    if written != PositionKind.FUNCTIONAL:
        if grade and row.data.get("functional_grade"):
            row.add("grade_ignored", "functional_grade", grade)
        return written, ""
    grade = grade or grade_in(name)
    if not grade:
        row.add("grade_missing", "functional_grade", name)
    elif grade_in(name) not in ("", grade):
        row.add("grade_differs", "functional_grade", name)
    return written, grade


def known_kind(draft, name, held, grade):
    """Return kind and grade of the position that people with this name of position have, if it is one."""
    if held and is_named(held, name) and grade in ("", held.grade):
        return held.kind, held.grade
    known = {
        (position.kind, position.grade)
        for words in {name.casefold(), bare_name(name, grade_in(name)).casefold()}
        for position in draft.state.positions_by_name.get(words, ())
        if position.pk and is_named(position, name) and grade in ("", position.grade)
    }
    return known.pop() if len(known) == 1 else ("", grade)


def is_named(position, name):
    """Tell whether a name, with or without the grade at its end, is that of a position."""
    return position.key[0] == bare_name(name, position.grade).casefold()


def find_heads(draft):
    """Say who leads which unit: as written, as now, or guessed from the name of the position."""
    for row in draft.accepted():
        unit_pk = row.unit.pk if row.unit else None
        stays = row.post and unit_pk in (None, row.post.unit_pk)
        if "is_head" in row.data:
            row.is_head = row.data["is_head"]
        elif stays and draft.state.positions_by_pk[row.post.position_pk] is row.position:
            row.is_head = row.post.is_head
        else:
            unit = row.unit or draft.state.units_by_pk[row.post.unit_pk]
            row.is_head = row.kind == AssignmentKind.DEFINITIVE and leads_unit(
                row.position.name, unit.name
            )
            row.head_is_guess = row.is_head


def settle_heads(draft):
    """Let each unit have one head; guesses give way, a second written head is rejected."""
    before = len(draft.accepted())
    staying = heads_who_stay(draft)
    heads = [
        row for row in draft.accepted() if row.is_head and row.kind == AssignmentKind.DEFINITIVE
    ]
    guesses = Counter(unit_of(draft, row) for row in heads if row.head_is_guess)
    first = {}
    for row in sorted(heads, key=lambda row: row.head_is_guess):
        unit = unit_of(draft, row)
        other = staying.get(unit.pk)
        crowded = row.head_is_guess and guesses[unit] > 1
        if unit not in first and other is None and not crowded:
            first[unit] = row
        elif row.head_is_guess:
            row.is_head = bool(row.post and row.post.is_head and unit.pk == row.post.unit_pk)
            row.head_is_guess = False
        elif unit in first:
            row.add("head_repeated", "is_head", unit.name, row=first[unit].number)
        else:
            row.add("head_taken", "is_head", unit.name, name=other)
    return len(draft.accepted()) < before


def unit_of(draft, row):
    """Return the unit in which a row puts the person."""
    return row.unit or draft.state.units_by_pk[row.post.unit_pk]


def heads_who_stay(draft):
    """Return {unit: name} of the heads in Selaras whom no row of the file speaks of or moves away."""
    spoken_of = {
        row.existing.pk
        for row in draft.accepted()
        if row.existing and row.kind == AssignmentKind.DEFINITIVE
    }
    return {
        unit: name
        for unit, (employee, name) in draft.state.heads.items()
        if employee not in spoken_of
    }
