"""Write the units and positions of a plan."""

from datetime import timedelta

from accounts.models import JobPosition, OrgUnit, OrgUnitTerm

ONE_DAY = timedelta(days=1)
CHUNK = 1000


def write_units(draft):
    """Create new units, and give changed ones their new name or place from the effective date."""
    create_units(draft, needed_units(draft))
    before = draft.state.units_by_pk
    changed = [row.unit for row in draft.accepted_units() if row.changes and row.unit.pk in before]
    in_place = [unit for unit in changed if unit.term_from == draft.effective_date]
    dated = [unit for unit in changed if unit.term_from != draft.effective_date]
    OrgUnitTerm.objects.bulk_update(
        [
            OrgUnitTerm(pk=unit.term_pk, name=unit.name, parent_id=key(unit.parent))
            for unit in in_place
        ],
        ["name", "parent"],
        batch_size=CHUNK,
    )
    OrgUnitTerm.objects.filter(pk__in=[unit.term_pk for unit in dated if unit.term_pk]).update(
        until_date=draft.effective_date - ONE_DAY
    )
    open_terms(draft, dated)


def needed_units(draft):
    """Return the new units that rows declare or people need, and the new ones above them."""
    wanted = [row.unit for row in draft.accepted_units()]
    wanted += [row.unit for row in draft.accepted() if row.unit]
    found = {above: None for unit in wanted for above in unit.line() if above.is_new}
    return list(found)


def create_units(draft, units):
    """Create units with their first name and place."""
    made = OrgUnit.objects.bulk_create(
        [OrgUnit(code=unit.code) for unit in units], batch_size=CHUNK
    )
    for unit, record in zip(units, made, strict=True):
        unit.pk = record.pk
    open_terms(draft, units)


def open_terms(draft, units):
    """Open names and places from the day on which each unit begins."""
    OrgUnitTerm.objects.bulk_create(
        [
            OrgUnitTerm(
                unit_id=unit.pk,
                name=unit.name,
                parent_id=key(unit.parent),
                from_date=first_day(draft, unit),
            )
            for unit in units
        ],
        batch_size=CHUNK,
    )


def first_day(draft, unit):
    """Return the day on which a name and place begin; a new unit never begins before the one above it."""
    if unit.pk in draft.state.units_by_pk:
        return draft.effective_date
    return max(above.begins or above.starts or draft.effective_date for above in unit.line())


def key(unit):
    """Return the primary key of a unit, None for none."""
    return unit.pk if unit else None


def write_positions(draft):
    """Create the positions that people need and nobody had."""
    used = {row.position for row in draft.accepted() if row.post_step}
    wanted = [position for position in draft.new_positions if position in used]
    made = JobPosition.objects.bulk_create(
        [
            JobPosition(
                name=position.name,
                kind=position.kind,
                functional_grade=position.grade,
                job_class=position.job_class,
            )
            for position in wanted
        ],
        batch_size=CHUNK,
    )
    for position, record in zip(wanted, made, strict=True):
        position.pk = record.pk
