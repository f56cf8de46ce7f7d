"""How a move from stage to stage is made: the only code that moves a record. It knows no model."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal


def always(_record):
    """Return True: the step applies to every record."""
    return True


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a table of moves."""

    name: str
    sources: frozenset[str]
    target: str
    allowed: Callable  # (actor, record) -> bool: who
    label: Promise  # the word on the button
    applies: Callable = always  # (record) -> bool: whether this record knows the step at all
    needs_reason: bool = False

    def is_open(self, record):
        """Tell whether the record stands where this move starts."""
        return record.stage in self.sources and self.applies(record)


def available_transitions(table, record, actor):
    """Return the moves this actor may make now: the page draws one button for each."""
    return [row for row in table if row.is_open(record) and row.allowed(actor, record)]


@transaction.atomic
def advance(record, transition, *, actor, at, expected_revision=None, reason="", **changes):
    """Move the record, or refuse. The row is locked: of two racing clicks one wins, one is refused.

    `changes` are further fields (time stamps) written in the same UPDATE, so that the CHECK
    constraints hold. Raises PermissionDenied (not you) or Refusal with the code wrong_stage,
    changed_meanwhile or no_reason.
    """
    record.refresh_from_db(from_queryset=type(record).objects.select_for_update(of=("self",)))
    if not transition.allowed(actor, record):
        raise PermissionDenied
    refuse_unless_open(record, transition, expected_revision, reason)
    source = record.stage
    record.stage = transition.target
    record.revision += 1
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=["stage", "revision", *changes])
    return record.stage_changes.create(
        transition=transition.name,
        source=source,
        target=transition.target,
        actor=actor.employee,
        on_behalf_of_id=actor.acting_for(record),
        changed_at=at,
        reason=reason.strip(),
    )


def refuse_unless_open(record, transition, expected_revision, reason):
    """Refuse a move that the stage, another person's change or a missing reason forbids."""
    if not transition.is_open(record):
        message = _("This step is no longer open: the record is now at “%(stage)s”.")
        params = {"stage": record.get_stage_display()}
        raise Refusal(message, code="wrong_stage", params=params)
    if expected_revision is not None and record.revision != expected_revision:
        raise Refusal(
            _("Somebody changed this record while you had it open. Read it again, then decide."),
            code="changed_meanwhile",
        )
    if transition.needs_reason and not reason.strip():
        raise Refusal(_("Write the reason; the other person will read it."), code="no_reason")
