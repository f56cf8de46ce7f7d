"""Who reads what at which stage: the one table (product.md section 5) behind every sentence about it.

A test walks this table through every stage and role and compares it with what `visible_to` does,
so that what the pages promise is what happens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.choices import (
    DECIDED_STAGES,
    DELIVERED_STAGES,
    PROPOSED_STAGES,
    SUBMITTED_STAGES,
    EvaluationStage,
    Part,
    WorkPlanStage,
)

PLAN_STAGES = tuple(WorkPlanStage)
STAGES = tuple(EvaluationStage)


class Viewer(TextChoices):
    """Somebody who may or may not read, as told to the employee."""

    OWN = "OWN", gettext_lazy("you")
    SUPERVISOR = "SUPERVISOR", gettext_lazy("your direct supervisor")
    SUPERIOR = "SUPERIOR", gettext_lazy("your supervisor's superior")
    HR = "HR", gettext_lazy("HR of your unit")
    OTHERS = "OTHERS", gettext_lazy("colleagues and leaders")


@dataclass(frozen=True, slots=True)
class Matter:
    """One row of the table: something that can be read, and from which stage on by whom."""

    key: str
    label: Promise
    part: str  # the row stands only when the cycle has this part
    stages: tuple[str, ...]  # the whole life of the record
    seen: Mapping[Viewer, tuple[str, ...]]  # the stages in which a viewer reads; none: never

    def readers(self, stage):
        """Return who reads at a stage."""
        return tuple(viewer for viewer in Viewer if stage in self.seen.get(viewer, ()))

    def word(self, viewer):
        """Return the cell of the table: yes, no, or from which stage on."""
        stages = self.seen.get(viewer, ())
        if not stages:
            return _("no")
        if len(stages) == len(self.stages):
            return _("yes")
        return _("from “%(stage)s”") % {"stage": self.first_stage(stages).label}

    def first_stage(self, stages):
        """Return the first of some stages in the record's life."""
        return next(stage for stage in self.stages if stage in stages)

    def cells(self):
        """Return (viewer, word, seen at all) for the columns of the table."""
        return [(viewer, self.word(viewer), bool(self.seen.get(viewer))) for viewer in Viewer]


WORK_PLAN = Matter(
    "work_plan",
    gettext_lazy("Text of the work plan (SKP)"),
    Part.WORK_PLAN,
    PLAN_STAGES,
    {
        Viewer.OWN: PLAN_STAGES,
        Viewer.SUPERVISOR: PROPOSED_STAGES,
        Viewer.SUPERIOR: (WorkPlanStage.AGREED,),
        Viewer.HR: (WorkPlanStage.AGREED,),
    },
)
PLAN_PROGRESS = Matter(
    "plan_progress",
    gettext_lazy("Stage and dates of the work plan, no text"),
    Part.WORK_PLAN,
    PLAN_STAGES,
    {Viewer.OWN: PLAN_STAGES, Viewer.SUPERVISOR: PLAN_STAGES, Viewer.HR: PLAN_STAGES},
)
SELF_DRAFT = Matter(
    "self_draft",
    gettext_lazy("Draft of your self-assessment"),
    Part.RESULTS,
    STAGES,
    {Viewer.OWN: STAGES},
)
SELF_ASSESSMENT = Matter(
    "self_assessment",
    gettext_lazy("Self-assessment you sent, with its evidence"),
    Part.RESULTS,
    STAGES,
    {
        Viewer.OWN: STAGES,
        Viewer.SUPERVISOR: SUBMITTED_STAGES,
        Viewer.SUPERIOR: DECIDED_STAGES,
        Viewer.HR: DECIDED_STAGES,
    },
)
REVIEW_DRAFT = Matter(
    "review_draft",
    gettext_lazy("Draft of your supervisor's review"),
    Part.RESULTS,
    STAGES,
    {Viewer.SUPERVISOR: STAGES},
)
REVIEW = Matter(
    "review",
    gettext_lazy("Decided marks, reasons and results"),
    Part.RESULTS,
    STAGES,
    {
        Viewer.OWN: DELIVERED_STAGES,
        Viewer.SUPERVISOR: DECIDED_STAGES,
        Viewer.SUPERIOR: DECIDED_STAGES,
        Viewer.HR: DECIDED_STAGES,
    },
)
PROGRESS = Matter(
    "progress",
    gettext_lazy("Stage and dates of the appraisal, no text"),
    Part.RESULTS,
    STAGES,
    {
        Viewer.OWN: STAGES,
        Viewer.SUPERVISOR: STAGES,
        Viewer.SUPERIOR: DECIDED_STAGES,
        Viewer.HR: STAGES,
    },
)
DIALOGUE = Matter(
    "dialogue",
    gettext_lazy("Record of the dialogue: agenda, notes, actions"),
    Part.RESULTS,
    STAGES,
    {Viewer.OWN: STAGES, Viewer.SUPERVISOR: STAGES},
)
WORK_LOG = Matter(
    "work_log",
    gettext_lazy("Notes in your work log, until you choose them as evidence"),
    Part.RESULTS,
    STAGES,
    {Viewer.OWN: STAGES},
)
# Parts that are not built (peers, assessment team, survey) add their rows when they are.
WHO_SEES = (
    WORK_PLAN,
    PLAN_PROGRESS,
    SELF_DRAFT,
    SELF_ASSESSMENT,
    REVIEW_DRAFT,
    REVIEW,
    DIALOGUE,
    WORK_LOG,
    PROGRESS,
)


@dataclass(frozen=True, slots=True)
class WhoSees:
    """One sentence made from the table: at which stage, and who reads then."""

    part: str
    when: str
    who: str

    def __str__(self):
        return f"{self.when}: {self.who}"


def who_sees_table(cycle):
    """Return the rows of the table for the parts that a cycle has."""
    return tuple(matter for matter in WHO_SEES if cycle is None or cycle.has_part(matter.part))


def who_sees(cycle):
    """Return who reads what in a cycle, from the first draft to the released result."""
    moments = (
        (WORK_PLAN, WorkPlanStage.DRAFT, _("Draft")),
        (WORK_PLAN, WorkPlanStage.PROPOSED, _("Work plan proposed")),
        (WORK_PLAN, WorkPlanStage.AGREED, _("Work plan agreed")),
        (SELF_ASSESSMENT, EvaluationStage.REVIEW, _("Self-assessment sent")),
        (REVIEW, EvaluationStage.DECIDED, _("Result decided")),
        (DIALOGUE, EvaluationStage.DECIDED, _("Notes of the dialogue")),
        (REVIEW, EvaluationStage.DELIVERED, _("Results released")),
        (PROGRESS, EvaluationStage.SELF_ASSESSMENT, _("Stage and dates at any time")),
    )
    return tuple(
        WhoSees(matter.part, when, told_of(matter, stage))
        for matter, stage, when in moments
        if cycle.has_part(matter.part)
    )


def told_of(matter, stage, names=None):
    """Return who reads something at a stage; of a dialogue also who stands in for the supervisor."""
    people = told(matter.readers(stage), names)
    if matter is not DIALOGUE:
        return people
    told_more = _(
        "%(people)s; whoever acts for the supervisor reads only notes begun during those days"
    )
    return told_more % {"people": people}


def acting_row(part, supervisor, acting):
    """Return the row of who acts for the supervisor today, or nothing."""
    if not acting:
        return ()
    told_who = {
        "name": acting["name"],
        "supervisor": supervisor,
        "day": formats.date_format(date.fromisoformat(acting["until"])),
    }
    who = _("%(name)s reads and reviews for %(supervisor)s until %(day)s") % told_who
    return (WhoSees(part, _("On behalf"), who),)


def who_sees_plan(*, supervisor=None, superior=None, acting=None):
    """Return the short sentences beside the own work plan, with the names of the two officials."""
    names = {Viewer.SUPERVISOR: supervisor, Viewer.SUPERIOR: superior}
    proposed = WORK_PLAN.readers(WorkPlanStage.PROPOSED)
    agreed = without_nobody(WORK_PLAN.readers(WorkPlanStage.AGREED), superior)
    rows = (
        (_("Draft"), told(WORK_PLAN.readers(WorkPlanStage.DRAFT), names)),
        (_("Proposed"), told(proposed, names)),
        (_("Agreed"), also(agreed, proposed, names)),
        (_("Notes of the dialogue"), told_of(DIALOGUE, EvaluationStage.REVIEW, names)),
    )
    told_rows = tuple(WhoSees(Part.WORK_PLAN, when, who) for when, who in rows)
    return told_rows + acting_row(Part.WORK_PLAN, supervisor, acting)


def who_sees_panel(*, supervisor=None, superior=None, acting=None):
    """Return the short sentences beside the task list, with the names of the two officials."""
    names = {Viewer.SUPERVISOR: supervisor, Viewer.SUPERIOR: superior}
    sent = SELF_ASSESSMENT.readers(EvaluationStage.REVIEW)
    decided = without_nobody(SELF_ASSESSMENT.readers(EvaluationStage.DECIDED), superior)
    judged = REVIEW.readers(EvaluationStage.DECIDED)
    released = REVIEW.readers(EvaluationStage.DELIVERED)
    rows = (
        (_("Draft"), told(SELF_DRAFT.readers(EvaluationStage.SELF_ASSESSMENT), names)),
        (_("Sent"), told(sent, names)),
        (_("Decided"), also(decided, sent, names)),
        (_("Results released"), also(released, judged, names)),
    )
    told_rows = tuple(WhoSees(Part.RESULTS, when, who) for when, who in rows)
    return told_rows + acting_row(Part.RESULTS, supervisor, acting)


def without_nobody(viewers, superior):
    """Leave the superior of the supervisor out where there is none."""
    return tuple(viewer for viewer in viewers if superior or viewer != Viewer.SUPERIOR)


def told(viewers, names=None):
    """Return "You and your direct supervisor (Hendra Wijaya)", or "Only you"."""
    if viewers == (Viewer.OWN,):
        return _("Only you")
    text = joined([named(viewer, names or {}) for viewer in viewers])
    return text[:1].upper() + text[1:]


def also(viewers, earlier, names):
    """Return who reads from now on besides those who did before."""
    added = [named(viewer, names) for viewer in viewers if viewer not in earlier]
    return _("Also %(people)s") % {"people": joined(added)}


def named(viewer, names):
    """Return the word for a viewer, with the name where one is known."""
    person = names.get(viewer)
    return f"{viewer.label} ({person})" if person else str(viewer.label)


def joined(words):
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        return _("%(first)s and %(last)s") % {"first": words[0], "last": words[1]}
    return _("%(first)s, and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
