"""Actor: who is asking, resolved once per request, task or command; and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.choices import HR_ROLES, Role
from accounts.models import Employee


@dataclass(frozen=True, slots=True)
class Actor:
    """A person on a day, with the units (primary keys) in which each granted role holds.

    Built by `accounts.queries.actor.actor_of`; `visible_to` and the tables of moves take it.
    """

    employee: Employee
    on: date
    scopes: Mapping[str, frozenset[int]] = field(default_factory=dict)
    everywhere: frozenset[str] = frozenset()  # roles granted on every root with its sub-units
    is_supervisor: bool = False
    acting_since: Mapping[int, date] = field(default_factory=dict)  # from which day for whom
    tree: Any = field(default=None, compare=False, repr=False)  # in which the roles were resolved

    def units(self, *roles):
        """Return the units in which any of the roles holds."""
        return frozenset().union(*(self.scopes.get(role, frozenset()) for role in roles))

    @property
    def hr_units(self):
        """Return the units in which the actor is HR."""
        return self.units(*HR_ROLES)

    @property
    def is_hr(self):
        """Tell whether the actor is HR anywhere."""
        return bool(self.hr_units)

    @property
    def is_hr_of_everything(self):
        """Tell whether the actor is HR administrator of the whole agency."""
        return Role.HR_ADMIN in self.everywhere

    @property
    def sees_everybody(self):
        """Tell whether the actor is HR of the whole agency, so that no unit is out of sight."""
        return not self.everywhere.isdisjoint(HR_ROLES)

    @property
    def acts_for(self):
        """Return the supervisors who delegated their tasks to the actor."""
        return frozenset(self.acting_since)

    @property
    def desks(self):
        """Return the people whose supervisory tasks are the actor's: the own ones and delegated ones."""
        return self.acts_for | {self.employee.pk}

    @property
    def is_system(self):
        """Tell whether the calendar acts, not a person."""
        return self.employee.kind == "SYSTEM"

    def is_hr_for(self, unit_id):
        """Tell whether the actor is HR for a unit."""
        return unit_id in self.hr_units or self.is_hr_of_everything

    def is_admin_for(self, unit_id):
        """Tell whether the actor is HR administrator (not operator) for a unit."""
        return unit_id in self.units(Role.HR_ADMIN) or self.is_hr_of_everything

    def as_supervisor(self, delegated, supervisor="supervisor", owner="employee"):
        """Return the condition "supervisor in charge, or acting for that person; not the own record".

        `delegated` says for the first day of a delegation which records its tasks need: whoever acts
        for a supervisor reads no more than these.
        """
        in_charge = Q(**{supervisor: self.employee})
        for person, since in self.acting_since.items():
            in_charge |= Q(**{supervisor: person}) & delegated(since)
        return in_charge & ~Q(**{owner: self.employee})

    def acting_for(self, record):
        """Return the key of the supervisor in whose name the actor acts on a record, or None."""
        is_own = record.employee_id == self.employee.pk
        delegated = record.supervisor_id in self.acts_for and not is_own
        return record.supervisor_id if delegated else None

    def as_hr(self, unit="org_unit", owner="employee", roles=HR_ROLES):
        """Return the condition "HR for the unit of a record, and not the person it is about".

        Nobody is HR for the own record. A role that holds everywhere asks for no unit, so records of
        units that are gone stay in sight.
        """
        others = ~Q(**{owner: self.employee})
        if not self.everywhere.isdisjoint(roles):
            return others
        return others & Q(**{f"{unit}__in": self.units(*roles)})
