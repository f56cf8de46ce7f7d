"""What a check finds: things that block, and things that HR should know."""

from dataclasses import dataclass

from accounts.models import Assignment


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who takes part: the post, and the unit by name."""

    assignment: Assignment
    unit: str

    @property
    def employee(self):
        """Return the person."""
        return self.assignment.employee


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that blocks the opening, or that HR should know."""

    code: str
    message: str
    people: tuple[Candidate, ...] = ()
    details: tuple[str, ...] = ()  # sentences about dates, or names of units
    link: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """The outcome of the check, and how many people would get a plan."""

    blocking: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    people: int

    @property
    def is_ready(self):
        """Tell whether the cycle can be opened."""
        return not self.blocking

    @property
    def blocked_people(self):
        """Return the keys of the people who keep the cycle from being opened."""
        return frozenset(person.employee.pk for row in self.blocking for person in row.people)
