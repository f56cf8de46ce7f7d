"""What was done to the roles of a person."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import AuditEvent

MOVES = {
    "role_granted": _("Role granted"),
    "role_extended": _("Role extended"),
    "role_ended": _("Role ended"),
}


@dataclass(frozen=True, slots=True)
class RoleMove:
    """One change of a role: what, which role, when, by whom."""

    what: str
    role: str
    at: datetime
    by: str


def role_moves(employee):
    """Return the changes of the roles of a person, the newest first; one query."""
    label = employee._meta.label
    events = AuditEvent.objects.filter(
        subject_label=label, subject_id=employee.public_id, action__in=MOVES
    )
    return [
        RoleMove(
            what=MOVES[event.action],
            role=Role(event.data["role"]).label,
            at=event.at,
            by=event.actor.name,
        )
        for event in events.select_related("actor").order_by("-sequence")
    ]
