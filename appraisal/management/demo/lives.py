"""One evaluation of the running year, moved by the services from day to day."""

from datetime import timedelta

from accounts.permissions import Actor
from appraisal.management.demo.answers import keep_first, self_values
from appraisal.management.demo.data import moment, next_working_day, texts, working_day
from appraisal.management.demo.reviews import review_values
from appraisal.management.demo.statuses import Status
from appraisal.queries.result import closable_from
from appraisal.queries.review import criteria_of, reviewed_competencies
from appraisal.services.draft import Entry, save_drafts
from appraisal.services.evaluation import (
    acknowledge_evaluation,
    close_evaluation,
    deliver_evaluation,
)
from appraisal.services.evidence import add_evidence
from appraisal.services.review import decide_evaluation, hand_back, reopen_evaluation
from appraisal.services.self_assessment import submit_self_assessment

ORDER = list(Status)
WRITTEN_DAYS_AGO = {  # between which days, counted back from today, the answers were written
    Status.HALF: (1, 14),
    Status.FILLED: (1, 6),
    Status.HANDED_BACK: (5, 12),
    Status.SUBMITTED: (1, 40),
    Status.REVIEWING: (4, 36),
    Status.REOPENED: (18, 26),
    Status.DECIDED: (9, 30),
    Status.DELIVERED: (16, 33),
    Status.ACKNOWLEDGED: (20, 36),
    Status.CLOSED: (42, 43),
}
EVERYTHING = {"result": 9, "narrative": 3, "behaviour": 7, "criterion": 9, "competency": 9}
WITH_EVIDENCE = 0.25  # share of people who add something
ARCHIVE = "https://arsip.kotacontoh.example/bukti/"
REOPEN_REASON = "Alasan rating hasil kerja menyebut pegawai lain. Perbaiki sebelum hasil dibuka."


def written(status, key, rng):
    """Return how many groups of each kind somebody has written."""
    if status != Status.HALF:
        return EVERYTHING
    if key in texts("story"):
        return EVERYTHING | {"competency": 4}
    behaviours = rng.choice((0, 3, 7, 7))
    competencies = rng.randint(1, 6) if behaviours == 7 else 0
    counts = {"narrative": rng.choice((0, 2)), "behaviour": behaviours}
    return counts | {"result": rng.randint(1, 4), "competency": competencies}


class Life:
    """Moves one evaluation forward, each step by the person who would take it."""

    def __init__(self, evaluation, story, member, today, hr):
        """Keep whose life it is, and the calendar."""
        self.evaluation, self.story, self.rng = evaluation, story, story.rng
        self.employee, self.supervisor = evaluation.employee, evaluation.supervisor
        self.today, self.key, self.hr = today, member.key, hr
        self.planned = self.competencies = self.criteria = ()
        self.own = {}

    def live(self, status):
        """Move as far as the status says."""
        if status == Status.NOT_STARTED:
            return
        first, last = WRITTEN_DAYS_AGO[status]
        last = min(last, first + 4) if self.key else last  # what visitors look at is fresh
        self.day = self.in_office(self.today - timedelta(days=self.rng.randint(first, last)))
        self.at = moment(self.day, self.rng)
        self.write_answers(status)
        if status == Status.HANDED_BACK:
            self.submit()
            self.give_back()
        for needed, step in self.ladder():
            if ORDER.index(status) >= ORDER.index(needed):
                step(status)

    def ladder(self):
        """Return every step with the status from which on it has been taken."""
        return (
            (Status.SUBMITTED, self.submit),
            (Status.REVIEWING, self.write_review),
            (Status.REOPENED, self.decide),
            (Status.DELIVERED, self.deliver),
            (Status.ACKNOWLEDGED, self.acknowledge),
            (Status.CLOSED, self.close),
        )

    def in_office(self, day):
        """Return a working day near a day, before today and inside the window."""
        early = day < self.today - timedelta(days=9)
        return next_working_day(day) if early else working_day(day)

    def pass_days(self, least, most):
        """Let some days pass, up to yesterday."""
        day = self.in_office(self.day + timedelta(days=self.rng.randint(least, most)))
        yesterday = working_day(self.today - timedelta(days=1))
        self.day = max(self.day, min(day, yesterday))
        self.at = max(moment(self.day, self.rng), self.at + timedelta(minutes=9))

    def by(self, person):
        """Return what every service is told: who acts, and when."""
        return {"evaluation": self.evaluation, "actor": Actor(person, self.day), "at": self.at}

    def write_answers(self, status):
        """Write the drafts of the self-assessment, all of them or some."""
        planned = self.evaluation.work_plan.planned_results
        self.planned = list(planned.in_form_order())
        self.competencies = list(reviewed_competencies(self.evaluation))
        self.criteria = criteria_of(self.evaluation)
        self.own = self_values(self.story, self.planned, self.competencies, self.criteria)
        known = texts("story").get(self.key, {})
        self.own |= self.as_told(known.get("own", {}), ("level", "example"))
        self.add_evidence(known)
        self.save(keep_first(self.own, written(status, self.key, self.rng)), self.employee)

    def as_told(self, rows, fields):
        """Return the drafts of the people of the design pictures: {code: values of the fields}."""
        ids = {competency.code: competency.public_id for competency in self.competencies}
        return {
            f"competency.{ids[code]}.{field}": str(value)
            for code, values in rows.items()
            for field, value in zip(fields, values, strict=True)
        }

    def save(self, values, author):
        """Save drafts as the pages do."""
        entries = [Entry(key, str(text), 0) for key, text in values.items() if text]
        save_drafts(entries=entries, **self.by(author))

    def add_evidence(self, known):
        """Add links to what proves the results."""
        rows = known.get("evidence", [])
        if not rows and self.rng.random() < WITH_EVIDENCE:
            title = self.rng.choice(texts("answers")["evidence"]["titles"])
            rows = [(title, f"{ARCHIVE}{self.rng.randint(100, 999)}")]
        added = [
            add_evidence(
                title=title,
                url=url,
                planned_result=self.planned[number % len(self.planned)],
                **self.by(self.employee),
            ).public_id
            for number, (title, url) in enumerate(rows)
        ]
        code = known.get("competency_with_evidence")
        if code:
            self.own |= self.as_told({code: [",".join(added[:2])]}, ("evidence",))

    def submit(self, _status=None):
        """Send the self-assessment."""
        self.at += timedelta(minutes=self.rng.randint(5, 50))
        submit_self_assessment(**self.by(self.employee))

    def give_back(self):
        """Return it with a note."""
        self.pass_days(1, 2)
        rows = texts("words")["handed_back"]["texts"]
        hand_back(reason=self.story.pick(rows), **self.by(self.supervisor))

    def write_review(self, status):
        """Write the drafts of the review, all of them or some."""
        self.pass_days(1, 3)
        asked = (self.planned, self.competencies, self.own, self.criteria)
        said = review_values(self.story, *asked)
        seen = texts("story").get(self.key, {}).get("seen", {})
        said |= self.as_told(seen, ("level", "indicators", "example"))
        if status == Status.REVIEWING:
            some = {"competency": len(seen) or self.rng.randint(2, 8), "criterion": 2}
            said = keep_first(said, EVERYTHING | some)
        self.save(said, self.supervisor)

    def decide(self, status):
        """Decide; what was reopened stands in review again, and is decided once more if it went on."""
        self.pass_days(0, 2)
        decide_evaluation(**self.by(self.supervisor))
        if status == Status.REOPENED:
            self.pass_days(1, 1)
            reopen_evaluation(
                reason=REOPEN_REASON, **self.by(self.hr.employee) | {"actor": self.hr}
            )

    def deliver(self, _status):
        """Release the result."""
        self.pass_days(1, 3)
        deliver_evaluation(**self.by(self.supervisor))

    def acknowledge(self, _status):
        """Let the employee say: read and discussed."""
        self.pass_days(1, 3)
        comment = self.story.pick(texts("words")["acknowledgement"]["texts"])
        acknowledge_evaluation(comment=comment, **self.by(self.employee))

    def close(self, _status):
        """Let HR close what may be closed by today."""
        self.day = closable_from(self.evaluation)
        if self.day < self.today:
            self.at = moment(self.day, self.rng)
            close_evaluation(evaluation=self.evaluation, actor=self.hr, at=self.at)
