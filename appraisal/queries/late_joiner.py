"""Who may join a running cycle, since when, and what keeps others from it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEvent, Employee
from appraisal.models import AppraisalCycle
from appraisal.queries.findings import Candidate, Finding
from appraisal.queries.readiness import (
    circular_chain,
    gather,
    no_standard,
    no_supervisor,
    overlapping_cycle,
)

CHECKS = (no_supervisor, circular_chain, no_standard, overlapping_cycle)

REASONS = {
    "no_supervisor": gettext_lazy("No supervisor is recorded"),
    "circular_chain": gettext_lazy("The line of reporting leads in a circle"),
    "no_standard": gettext_lazy("The post has no competency standard"),
    "overlapping_cycle": gettext_lazy("Takes part in another cycle of the same time: %(details)s"),
}
ACTIONS = {
    "no_supervisor": gettext_lazy("Record a supervisor"),
    "circular_chain": gettext_lazy("Correct the line"),
    "no_standard": gettext_lazy("Complete the standards"),
}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why somebody cannot join yet, and the page where it is put right."""

    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class LateJoiner:
    """A person without a plan in the cycle: since when, or why not yet."""

    candidate: Candidate
    since: str = ""
    hindrances: tuple[Hindrance, ...] = ()

    @property
    def employee(self):
        """Return the person."""
        return self.candidate.employee


@dataclass(frozen=True, slots=True)
class LateJoiners:
    """Everybody who belongs to the cycle and has no plan in it."""

    cycle: AppraisalCycle
    ready: tuple[LateJoiner, ...]
    waiting: tuple[LateJoiner, ...]
    findings: tuple[Finding, ...]  # what keeps them, each with everybody it concerns


def late_joiners_of(cycle, on, tree=None):
    """Return who may join now and who cannot yet; the same queries for any number of people."""
    facts = gather(cycle, on, tree)
    findings = tuple(row for row in (check(facts) for check in CHECKS) if row)
    hindered = hindrances_by_person(findings)
    since = Beginnings(cycle, facts.lines)
    ready, waiting = [], []
    for person in facts.people:
        hindrances = tuple(hindered.get(person.employee.pk, ()))
        group = waiting if hindrances else ready
        group.append(LateJoiner(person, since.words(person), hindrances))
    return LateJoiners(cycle, tuple(ready), tuple(waiting), findings)


def hindrances_by_person(findings):
    """Return {person: what is in the way} from the findings of the check."""
    found = {}
    for finding in findings:
        for person in finding.people:
            found.setdefault(person.employee.pk, []).append(hindrance(finding, person))
    return found


def hindrance(finding, person):
    """Return one finding in words about one person."""
    text = str(REASONS[finding.code]) % {"details": ", ".join(finding.details)}
    if finding.code not in ACTIONS:
        return Hindrance(text)
    url = finding.link or reverse("appraisal:hand_over", args=[person.employee.public_id])
    return Hindrance(text, url, str(ACTIONS[finding.code]))


class Beginnings:
    """What made people belong to a cycle after it was opened."""

    def __init__(self, cycle, lines):
        """Read who was taken in again; the lines of reporting are known."""
        self.opened, self.lines = timezone.localdate(cycle.opened_at), lines
        self.taken_back = taken_back(cycle)

    def words(self, person):
        """Say since when somebody could have joined, and through what."""
        post = person.assignment
        if person.employee.pk in self.taken_back:
            return on_day(_("Taken in again on %(day)s"), self.taken_back[person.employee.pk])
        if post.from_date > self.opened:
            return on_day(_("In this post since %(day)s"), post.from_date)
        line = self.lines.get(person.employee.pk)
        if line and line.from_date > self.opened:
            words = _("Supervisor recorded from %(day)s")
            if line.supervisor_id is None:
                words = _("Rated outside the system since %(day)s")
            return on_day(words, line.from_date)
        return _("Was not taken in when the cycle was opened")


def on_day(words, day: date):
    """Return a sentence with its day."""
    return words % {"day": formats.date_format(day)}


def taken_back(cycle):
    """Return {person: day} of those who were left out and taken in again."""
    events = AuditEvent.objects.filter(
        subject_label=AppraisalCycle._meta.label, subject_id=cycle.public_id, action="take_back"
    ).order_by("pk")
    days = {
        public_id: timezone.localdate(event.at)
        for event in events
        for public_id in event.data.get("employees", ())
    }
    keys = Employee.objects.filter(public_id__in=days).values_list("pk", "public_id")
    return {pk: days[public_id] for pk, public_id in keys}
