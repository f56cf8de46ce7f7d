"""What waits on the desk of a supervisor and of HR: counts with a link, never names."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import (
    DELIVERED_STAGES,
    SUBMITTED_STAGES,
    EvaluationStage,
    ReopeningSide,
    WorkPlanStage,
)
from appraisal.models import (
    AppraisalCycle,
    Evaluation,
    PerformanceDialogue,
    Reopening,
    WorkPlan,
)
from appraisal.queries.cycle_scope import cycles_in_scope
from appraisal.queries.home_steps import Task
from appraisal.queries.lead import Lead
from appraisal.queries.period import current_period


@dataclass(frozen=True, slots=True)
class Desk:
    """A group of rows for a role."""

    key: str
    title: str
    tasks: tuple[Task, ...]
    lead: Lead | None = None  # where to go on, when nothing of one's own waits


def answers_desk(actor):
    """Return what somebody else waits for from the actor, or nothing; at most two queries."""
    talks = PerformanceDialogue.objects.visible_to(actor).filter(waits_for(actor)).count()
    rows = [
        counted(
            _("Confirm the notes of a dialogue"),
            ngettext("%(n)s dialogue waits", "%(n)s dialogues wait", talks),
            talks,
            reverse("appraisal:dialogue_list"),
        )
    ]
    if actor.is_supervisor:  # only the supervisor of a supervisor is somebody's superior
        asked = Reopening.objects.visible_to(actor).waiting()
        asked = asked.filter(evaluation__superior=actor.employee, side=ReopeningSide.HR).count()
        words = ngettext("%(n)s request waits", "%(n)s requests wait", asked)
        title = _("Confirm or decline opening a result again")
        rows.append(counted(title, words, asked, reverse("appraisal:result_list")))
    rows = tuple(row for row in rows if row.status == "todo")
    return Desk("answers", _("Waiting for your answer"), rows) if rows else None


def waits_for(actor):
    """Return the condition that the other side of a dialogue has confirmed and the actor has not."""
    own = Q(evaluation__employee=actor.employee)
    mine = own & Q(supervisor_confirmed_at__isnull=False, employee_confirmed_at=None)
    return mine | ~own & Q(employee_confirmed_at__isnull=False, supervisor_confirmed_at=None)


def supervisor_desk(actor):
    """Return what a team waits for; two queries at any size."""
    plans = (
        WorkPlan.objects.filter(actor.as_supervisor(), stage=WorkPlanStage.PROPOSED)
        .filter(cycle__in=AppraisalCycle.objects.running())
        .count()
    )
    evaluations = Evaluation.objects.supervised_by(actor).aggregate(
        ready=Count("pk", filter=Q(stage=EvaluationStage.REVIEW)),
        decided=Count("pk", filter=Q(stage=EvaluationStage.DECIDED)),
    )
    board = reverse("appraisal:team_board")
    return Desk(
        "team",
        _("My team"),
        (
            counted(
                _("Agree work plans (SKP)"),
                ngettext("%(n)s plan awaits you", "%(n)s plans await you", plans),
                plans,
                reverse("appraisal:work_plan_team"),
            ),
            counted(
                _("Review self-assessments"),
                ngettext("%(n)s person ready", "%(n)s people ready", evaluations["ready"]),
                evaluations["ready"],
                board,
            ),
            counted(
                _("Release decided results"),
                ngettext("%(n)s result", "%(n)s results", evaluations["decided"]),
                evaluations["decided"],
                to_release(),
            ),
        ),
        team_lead(plans, evaluations["ready"], evaluations["decided"]),
    )


def team_lead(plans, ready, decided):
    """Return the card of what the team waits for, or None: reviews, then plans, then results."""
    if ready:
        words = ngettext(
            "Continue: %(n)s person is ready for your review",
            "Continue: %(n)s people are ready for your review",
            ready,
        )
        return Lead(words % {"n": ready}, "", reverse("appraisal:team_board"), _("Open my team"))
    if plans:
        words = ngettext(
            "Continue: %(n)s plan awaits you", "Continue: %(n)s plans await you", plans
        )
        url = reverse("appraisal:work_plan_team")
        return Lead(words % {"n": plans}, "", url, _("Open the plans"))
    if decided:
        words = ngettext(
            "Continue: %(n)s result to release", "Continue: %(n)s results to release", decided
        )
        url = to_release()
        return Lead(words % {"n": decided}, "", url, _("Open the results"))
    return None


def to_release():
    """Return where decided results stand to be released, below one's own results."""
    return reverse("appraisal:result_list") + "#awaiting"


def counted(title, words, number, url):
    """Return a row that is done when nothing waits."""
    if not number:
        return Task(title, _("Nothing waits"), url, "done")
    return Task(title, words % {"n": number}, url, "todo", _("Waits for you"))


def hr_desk(actor):
    """Return how far the running cycles are in the units of HR; a constant number of queries."""
    cycles = [cycle for cycle, _units in cycles_in_scope(actor) if cycle.closed_at is None]
    periods = {cycle.pk: current_period(cycle, actor.on) for cycle in cycles}
    plans, evaluations = progress_of_cycles(actor, cycles, periods.values())
    rows = [
        hr_task(cycle, periods[cycle.pk], plans.get(cycle.pk), evaluations.get(cycle.pk))
        for cycle in cycles
    ]
    if not rows:
        rows = [
            Task(
                _("Prepare the first cycle"),
                _("Import your people first, then choose a template"),
                reverse("appraisal:cycle_list"),
                "todo",
            )
        ]
    first = next((row for row in rows if row.status == "open"), rows[0])  # one that runs
    title = _("Continue: %(name)s") % {"name": first.title}
    lead = Lead(title, first.hint, first.url, _("Open"))
    return Desk("hr", _("Manage"), tuple(rows), lead)


def hr_task(cycle, period, plans, evaluations):
    """Return the row of one cycle, about the period that runs where it has several."""
    url = cycle.get_absolute_url()
    if cycle.opened_at is None:
        return Task(cycle.name, _("In preparation: check and open it"), url, "progress")
    told = {"agreed": 0, "all": 0, "sent": 0, "released": 0} | (plans or {}) | (evaluations or {})
    hint = _("%(agreed)s of %(all)s plans agreed, %(sent)s self-assessments sent,"
             " %(released)s results released")  # fmt: skip
    title = cycle.name if len(cycle.periods.all()) < 2 else f"{cycle.name}, {period.title}"
    return Task(title, hint % told, url, "open", _("Running"))


def progress_of_cycles(actor, cycles, periods):
    """Return counts of plans and, in some periods, of evaluations per cycle, in the actor's units."""
    scope = Q() if actor.sees_everybody else Q(org_unit__in=actor.hr_units)
    people = Count("assignment", distinct=True)
    agreed = Count("assignment", distinct=True, filter=Q(stage=WorkPlanStage.AGREED))
    plans = WorkPlan.objects.filter(scope, cycle__in=cycles).order_by()
    evaluations = Evaluation.objects.filter(scope, period__in=[*periods]).order_by()
    return (
        {
            row["cycle"]: {"agreed": row["agreed"], "all": row["people"]}
            for row in plans.values("cycle").annotate(people=people, agreed=agreed)
        },
        {
            row["period__cycle"]: {"sent": row["sent"], "released": row["released"]}
            for row in evaluations.values("period__cycle").annotate(
                sent=Count("pk", filter=Q(stage__in=SUBMITTED_STAGES)),
                released=Count("pk", filter=Q(stage__in=DELIVERED_STAGES)),
            )
        },
    )
