"""What a check finds: things that block, and things that HR should know."""

from dataclasses import dataclass
from hashlib import sha256

from accounts.models import Assignment
from accounts.models.job_position import titled


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who takes part: the post, and the unit by name."""

    assignment: Assignment
    unit: str

    @property
    def employee(self):
        """Return the person."""
        return self.assignment.employee

    @property
    def former_post(self):
        """Return the other post for which the person has a plan in the cycle already, or nothing."""
        found = self.assignment.former_post
        return titled(**found) if found else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that blocks the opening, or that HR should know."""

    code: str
    message: str
    people: tuple[Candidate, ...] = ()
    details: tuple[str, ...] = ()  # sentences about dates, or names of units
    link: str = ""
    action: str = ""

    @property
    def fingerprint(self):
        """Return a short text that changes as soon as somebody else is concerned."""
        names = " ".join(sorted(person.employee.public_id for person in self.people))
        return sha256(names.encode()).hexdigest()[:16]


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

    def blocked_for(self, code):
        """Return the finding that names everybody who is blocked for one reason, or nothing."""
        return next((row for row in self.blocking if row.code == code and row.people), None)

    @property
    def blocked_people(self):
        """Return the keys of the people who keep the cycle from being opened."""
        return frozenset(person.employee.pk for row in self.blocking for person in row.people)
