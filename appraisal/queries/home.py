"""The start page: what awaits me, why nothing awaits me, and who sees what I write."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.choices import Sex
from accounts.models import Notification
from appraisal.choices import DELIVERED_STAGES, EvaluationStage
from appraisal.models import AppraisalCycle, Evaluation, WorkPlan
from appraisal.queries.desk import hr_desk, supervisor_desk
from appraisal.queries.documents import are_printed
from appraisal.queries.home_steps import Case, plan_step, results_step, self_step
from appraisal.queries.lead import lead_of, quiet_text
from appraisal.queries.membership import why_no_plan
from appraisal.queries.phases import phase_items, windows_of
from appraisal.queries.questionnaire import section_progress
from appraisal.queries.who_sees import who_sees_panel
from appraisal.workflow.evaluation import HAND_BACK
from appraisal.workflow.work_plan import AGREE, RETURN

NOON, AFTERNOON, EVENING = 11, 15, 18


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the start page shows."""

    greeting: str
    today: object
    cycle: AppraisalCycle | None = None
    lead: object = None
    quiet: str = ""
    steps: tuple = ()
    desks: tuple = ()
    stages: tuple = ()
    who: tuple = ()
    others: tuple = ()
    news: tuple = ()
    absence: object = None

    @property
    def desk_lead(self):
        """Return the card of the first desk with work, when nothing of one's own waits."""
        leads = [desk.lead for desk in self.desks if desk.lead]
        return None if self.lead or not leads else leads[0]


def home_page(actor, at):
    """Return the start page of the actor; the number of queries depends on the roles only."""
    today = timezone.localdate(at)
    plans = my_running_plans(actor)
    own = own_part(actor, plans, today) if plans else no_own_part(actor, today)
    desks = []
    if actor.is_supervisor:
        desks.append(supervisor_desk(actor))
    if actor.is_hr:
        desks.append(hr_desk(actor))
    return HomePage(
        greeting=greeting(actor.employee, at),
        today=today,
        desks=tuple(desks),
        news=latest_news(actor),
        **own,
    )


def my_running_plans(actor):
    """Return the actor's newest plan of each running cycle, the newest cycle first."""
    return list(
        WorkPlan.objects.filter(employee=actor.employee)
        .filter(cycle__in=AppraisalCycle.objects.running())
        .latest_versions()
        .select_related("cycle", "supervisor", "superior")
        .order_by("-cycle__from_date", "-created_at", "-pk")
    )


def own_part(actor, plans, today):
    """Return the task list of the newest running cycle, and links to the others."""
    evaluations = my_evaluations(actor, plans)
    case = case_of(actor, plans[0], evaluations.get(plans[0].cycle_id), today)
    lead = lead_of(case)
    return {
        "cycle": case.plan.cycle,
        "lead": lead,
        "quiet": "" if lead else quiet_text(case),
        "steps": (plan_step(case), self_step(case), results_step(case)),
        "stages": tuple(
            phase_items(
                case.plan.cycle,
                case.windows,
                today=today,
                plan=case.plan,
                evaluation=case.evaluation,
            )
        ),
        "who": who_sees_panel(supervisor=case.supervisor, superior=case.superior),
        "others": other_cycles(plans, evaluations),
    }


def no_own_part(actor, today):
    """Return why the actor has no tasks of one's own, with the stages of the cycle that runs."""
    cycle = AppraisalCycle.objects.running().order_by("-from_date", "-pk").first()
    stages = tuple(phase_items(cycle, windows_of(cycle), today=today)) if cycle else ()
    return {"cycle": cycle, "absence": why_no_plan(actor), "stages": stages}


def my_evaluations(actor, plans):
    """Return {cycle key: evaluation}: the first one that is not closed, else the last one."""
    rows = (
        Evaluation.objects.filter(employee=actor.employee)
        .filter(period__cycle__in=[plan.cycle_id for plan in plans])
        .select_related("period__cycle", "work_plan", "supervisor", "superior")
        .order_by("period__from_date", "pk")
    )
    found = {}
    for row in rows:
        known = found.get(row.period.cycle_id)
        if known is None or known.stage == EvaluationStage.FINAL:
            found[row.period.cycle_id] = row
    return found


def case_of(actor, plan, evaluation, today):
    """Return all that the rows need to know about one person in one cycle."""
    sections, moved = [], newest_move(plan)
    is_delivered = bool(evaluation) and evaluation.stage in DELIVERED_STAGES
    if evaluation and evaluation.stage == EvaluationStage.SELF_ASSESSMENT:
        sections = section_progress(evaluation, actor.employee)
    return Case(
        plan=plan,
        evaluation=evaluation,
        windows=windows_of(plan.cycle, evaluation.period if evaluation else None),
        sections=tuple(sections),
        results=plan.planned_results.count(),
        plan_note=only(moved, RETURN),
        agreement=only(moved, AGREE),
        hand_back_note=only(newest_move(evaluation), HAND_BACK) if sections else None,
        reference=newest_reference(evaluation),
        today=today,
        is_printed=is_delivered and are_printed(evaluation),
    )


def newest_move(record):
    """Return the newest move of a record with who made it, or None."""
    return record.stage_changes.select_related("actor").order_by("-changed_at", "-pk").first()


def only(move, transition):
    """Return a move if it is of one kind."""
    return move if move and move.transition == transition.name else None


def newest_reference(evaluation):
    """Return the number of the self-assessment that was sent, or nothing."""
    if evaluation is None or evaluation.submitted_at is None:
        return ""
    newest = evaluation.self_assessments.latest()
    return newest.reference if newest else ""


def other_cycles(plans, evaluations):
    """Return (cycle, address) of the other running cycles."""
    found = []
    for plan in plans[1:]:
        evaluation = evaluations.get(plan.cycle_id)
        record = evaluation or plan
        found.append((plan.cycle, record.get_absolute_url()))
    return tuple(found)


def latest_news(actor):
    """Return the newest notices of the actor."""
    return tuple(Notification.objects.visible_to(actor).order_by("-created_at", "-pk")[:3])


def greeting(employee, at):
    """Return "Selamat pagi, Ibu Ratna" by the clock on the wall and by what is known of the person."""
    hour = timezone.localtime(at).hour
    name = spoken_name(employee)
    if hour < NOON:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < AFTERNOON:
        return pgettext("at noon", "Good afternoon, %(name)s") % {"name": name}
    if hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def spoken_name(employee):
    """Return "Ibu Ratna"; the name alone when the sex is unknown; "I Made" stays together."""
    words = employee.name.split()
    short = len(words) > 1 and len(words[0].rstrip(".")) < 3
    name = " ".join(words[:2]) if short else words[0]
    if employee.sex == Sex.FEMALE:
        return pgettext("address", "Ms %(name)s") % {"name": name}
    if employee.sex == Sex.MALE:
        return pgettext("address", "Mr %(name)s") % {"name": name}
    return name
