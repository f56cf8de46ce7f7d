"""What a cycle asks of people: parts, stories, options and criteria, until it is opened."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import CycleOption, NarrativeKind, Part
from appraisal.models import Criterion
from appraisal.services.cycle_lock import lock_in_preparation, mark_saved

ALWAYS = (Part.WORK_PLAN, Part.RESULTS, Part.BEHAVIOURS)  # PermenPANRB 6/2022 articles 5 and 10
CHOSEN = (Part.CRITERIA, Part.COMPETENCIES)  # required, optional or off, as the agency wants
MOST_CRITERIA = 10


def write_asking(cycle, source, criteria):
    """Take over what another cycle or a template asks; criteria are [{"code", "name", "description"}]."""
    cycle.parts, cycle.narratives = dict(source.parts), dict(source.narratives)
    cycle.options = list(source.options)
    cycle.save(update_fields=["parts", "narratives", "options"])
    write_criteria(cycle, criteria)


def write_criteria(cycle, rows):
    """Write the criteria in their order; a row that is there already keeps its identity."""
    cycle.criteria.exclude(code__in=[row["code"] for row in rows]).delete()
    for position, row in enumerate(rows):
        Criterion.objects.update_or_create(
            cycle=cycle,
            code=row["code"],
            defaults={
                "name": row["name"],
                "description": row["description"],
                "position": position,
            },
        )


def criteria_of(cycle):
    """Return the criteria of a cycle as a template keeps them."""
    rows = cycle.criteria.order_by("position", "pk")
    return [{"code": row.code, "name": row.name, "description": row.description} for row in rows]


@transaction.atomic
def set_parts(*, cycle, parts, narratives, options, criteria, actor, at):
    """Choose what is asked: {Part: state} of CHOSEN, {NarrativeKind: state}, options and criteria.

    Criteria are [{"code" or nothing, "name", "description"}]; a part that is not built stays out.
    """
    lock_in_preparation(cycle, actor)
    rows = with_codes([row for row in criteria if row["name"].strip()])
    for fault in unfitting(parts, options, len(rows)):
        raise fault
    chosen = {part: parts[part] for part in CHOSEN}
    cycle.narratives = {kind: narratives[kind] for kind in NarrativeKind if narratives.get(kind)}
    cycle.parts = cycle.parts | chosen | {Part.NARRATIVES.value: strongest(cycle.narratives)}
    cycle.options = list(options)
    cycle.save(update_fields=["parts", "narratives", "options"])
    write_criteria(cycle, rows if chosen[Part.CRITERIA] != "off" else [])
    mark_saved(cycle, "parts")
    record_event(subject=cycle, action="set_parts", actor=actor, at=at)


def strongest(narratives):
    """Return the state of the part that the stories together make up."""
    states = set(narratives.values())
    return next((state for state in ("required", "optional") if state in states), "off")


def with_codes(rows):
    """Give new criteria the codes K1, K2, ... that are free."""
    taken = {row["code"] for row in rows if row["code"]}
    free = (f"K{number}" for number in range(1, 2 * MOST_CRITERIA + 1) if f"K{number}" not in taken)
    return [row | {"code": row["code"] or next(free)} for row in rows]


def unfitting(parts, options, criteria):
    """Return a refusal for each choice that contradicts another one, saying what to change.

    `criteria` is how many of them are written.
    """
    found = []
    if parts[Part.CRITERIA] != "off" and not criteria:
        words = _("Name at least one criterion, or switch the criteria off.")
        found.append(Refusal(words, code="no_criteria"))
    if criteria > MOST_CRITERIA:
        words = _("At most %(count)s criteria can be asked. Remove some.")
        found.append(Refusal(words, code="many_criteria", params={"count": MOST_CRITERIA}))
    if CycleOption.INTEGRITY_FIRST in options and parts[Part.COMPETENCIES] == "off":
        words = _("“%(option)s” needs the competencies. Switch them on, or this off.")
        names = {"option": CycleOption.INTEGRITY_FIRST.label}
        found.append(Refusal(words, code="integrity_without_competencies", params=names))
    return found
