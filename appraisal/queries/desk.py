"""What waits on the desk of a supervisor and of HR: counts with a link, never names."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models.dated import in_force
from accounts.queries.counting import counts
from accounts.queries.supervisor_correction import reports_for_hr
from appraisal.choices import (
    DELIVERED_STAGES,
    SUBMITTED_STAGES,
    EvaluationStage,
    Phase,
    ReopeningSide,
    WorkPlanStage,
)
from appraisal.models import (
    AppraisalCycle,
    Evaluation,
    Reopening,
    WorkPlan,
)
from appraisal.queries.cycle_scope import cycles_in_scope
from appraisal.queries.cycle_steps import where_it_stopped
from appraisal.queries.dialogue_desk import waits_for
from appraisal.queries.home_steps import Task
from appraisal.queries.lead import Lead
from appraisal.queries.period import current_period
from appraisal.queries.reopening import asked_of_hr
from appraisal.queries.taking_back import reason_to_return
from appraisal.queries.windows import last_day_of

MANY = 99
NOTHING_TOLD = {"agreed": 0, "all": 0, "sent": 0, "released": 0}


@dataclass(frozen=True, slots=True)
class Desk:
    """A group of rows for a role."""

    key: str
    title: str
    tasks: tuple[Task, ...]
    lead: Lead | None = None  # where to go on, when nothing of one's own waits


def answers_desk(actor, dialogues):
    """Return what somebody else waits for from the actor, or nothing; at most one query."""
    waiting = [dialogue for dialogue in dialogues if waits_for(dialogue, actor)]
    talks = [dialogue.evaluation.public_id for dialogue in waiting[:MANY]]
    rows = [
        counted(
            _("Confirm the notes of a dialogue"),
            ngettext("%(n)s dialogue waits", "%(n)s dialogues wait", len(talks)),
            len(talks),
            where(talks, "dialogue_detail", reverse("appraisal:dialogue_list")),
        )
    ]
    if actor.is_supervisor:  # only the supervisor of a supervisor is somebody's superior
        asked = Reopening.objects.visible_to(actor).waiting()
        asked = asked.filter(evaluation__superior=actor.employee, side=ReopeningSide.HR)
        asked = asked.order_by("pk").values_list("public_id", flat=True)[:MANY]
        words = ngettext("%(n)s request waits", "%(n)s requests wait", len(asked))
        title = _("Confirm or decline opening a result again")
        page = where(asked, "reopening_detail", reverse("appraisal:team_results") + "#reopenings")
        rows.append(counted(title, words, len(asked), page))
    rows = tuple(row for row in rows if row.status == "todo")
    return Desk("answers", _("Waiting for your answer"), rows) if rows else None


def where(ids, page, several):
    """Return the page of the only one, else where several stand."""
    return reverse(f"appraisal:{page}", args=ids) if len(ids) == 1 else several


def supervisor_desk(actor):
    """Return what a team waits for; two queries at any size."""
    plans = (
        WorkPlan.objects.supervised_by(actor)
        .filter(stage=WorkPlanStage.PROPOSED)
        .filter(cycle__in=AppraisalCycle.objects.running())
        .count()
    )
    evaluations = counts_of(actor)
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
            review_task(evaluations, board),
            counted(
                _("Release decided results"),
                ngettext("%(n)s result", "%(n)s results", evaluations["decided"]),
                evaluations["decided"],
                to_release(),
            ),
        ),
        team_lead(plans, evaluations),
    )


def counts_of(actor):
    """Return how many evaluations of a team stand where, and when the first review ends; one query."""
    in_review = Q(stage=EvaluationStage.REVIEW)
    rows = Evaluation.objects.supervised_by(actor)
    return rows.annotate(
        asked_back=reason_to_return(), review_until=last_day_of(Phase.REVIEW)
    ).aggregate(
        unsent=Count("pk", filter=Q(stage=EvaluationStage.SELF_ASSESSMENT)),
        ready=Count("pk", filter=in_review),
        asked=Count("pk", filter=in_review & Q(asked_back__gt="")),
        closes=Min("review_until", filter=in_review),
        decided=Count("pk", filter=Q(stage=EvaluationStage.DECIDED)),
    )


def review_task(counts, board):
    """Return the row of the reviews; nothing is done while somebody has not sent."""
    title, ready, unsent = _("Review self-assessments"), counts["ready"], counts["unsent"]
    words = ngettext("%(n)s person waits", "%(n)s people wait", ready)
    if counts["asked"]:
        asked = ngettext(
            "%(asked)s asks to get the self-assessment back",
            "%(asked)s ask to get the self-assessment back",
            counts["asked"],
        )
        words = f"{words}; {asked % counts}"
    if ready or not unsent:
        return counted(title, words, ready, board)
    hint = ngettext("%(n)s person has not sent", "%(n)s people have not sent", unsent)
    return Task(title, hint % {"n": unsent}, board, "open", _("Nothing waits"))


def team_lead(plans, counts):
    """Return the card of what the team waits for, or None: reviews, then plans, then results."""
    ready, decided = counts["ready"], counts["decided"]
    if ready:
        words = ngettext(
            "Continue: %(n)s person waits for your review",
            "Continue: %(n)s people wait for your review",
            ready,
        )
        url = reverse("appraisal:team_board")
        return Lead(words % {"n": ready}, "", url, _("Open my team"), counts["closes"])
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
    """Return where decided results stand to be released."""
    return reverse("appraisal:team_results")


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
    told = {
        cycle.pk: NOTHING_TOLD | plans.get(cycle.pk, {}) | evaluations.get(cycle.pk, {})
        for cycle in cycles
    }
    cycles.sort(key=lambda cycle: urgency(cycle, told[cycle.pk], actor.on))
    rows = [hr_task(cycle, periods[cycle.pk], told[cycle.pk]) for cycle in cycles]
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
    return Desk("hr", _("Manage"), tuple(answers_of_hr(actor) + rows), lead)


def answers_of_hr(actor):
    """Return rows for what somebody asks HR and nobody answered yet, if any; one query for both counts."""
    asked, reports = asked_of_hr(actor), reports_for_hr(actor).open()
    waiting = counts(actor, asked=asked, reports=reports)
    rows = []
    if waiting["asked"]:
        words = ngettext("%(n)s request waits", "%(n)s requests wait", waiting["asked"])
        ids = asked.values_list("public_id", flat=True)[:2]
        page = where(ids, "result_detail", reverse("appraisal:team_results") + "#awaiting")
        title = _("Open a decided result again, or leave it as it is")
        rows.append(counted(title, words, waiting["asked"], page))
    if waiting["reports"]:
        words = ngettext("%(n)s report waits", "%(n)s reports wait", waiting["reports"])
        url = reverse("accounts:correction_list")
        title = _("Answer reports “not my supervisor”")
        rows.append(counted(title, words, waiting["reports"], url))
    return rows


def urgency(cycle, told, on):
    """Return where a cycle stands: one that runs and has most to do, then later ones and trials."""
    has_begun = any(window.opens_date <= on for window in cycle.windows.all())
    return cycle.opened_at is None, cycle.is_trial, not has_begun, told["released"] - told["all"]


def hr_task(cycle, period, told):
    """Return the row of one cycle, about the period that runs where it has several."""
    url = cycle.get_absolute_url()
    if cycle.opened_at is None:
        return Task(cycle.name, where_it_stopped(cycle), url, "progress", _("In preparation"))
    hint = _("%(agreed)s of %(all)s plans agreed, %(sent)s self-assessments sent,"
             " %(released)s results released")  # fmt: skip
    title = cycle.name if len(cycle.periods.all()) < 2 else f"{cycle.name}, {period.title}"
    return Task(title, hint % told, url, "open", _("Running"))


def to_be_evaluated(actor, evaluations):
    """Return the plans that dashboards count: with a supervisor, of a post held now or evaluated."""
    held = in_force(actor.on, "assignment__") & Q(employee__is_active=True)
    evaluated = evaluations.filter(
        assignment=OuterRef("assignment"), period__cycle=OuterRef("cycle")
    )
    return WorkPlan.objects.filter(held | Exists(evaluated), supervisor__isnull=False)


def progress_of_cycles(actor, cycles, periods):
    """Return counts of plans and, in some periods, of evaluations per cycle, in the actor's units."""
    scope = Q() if actor.sees_everybody else Q(org_unit__in=actor.hr_units)
    people = Count("assignment", distinct=True)
    agreed = Count("assignment", distinct=True, filter=Q(stage=WorkPlanStage.AGREED))
    evaluations = Evaluation.objects.filter(scope, period__in=[*periods]).order_by()
    plans = to_be_evaluated(actor, evaluations).filter(scope, cycle__in=cycles).order_by()
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
