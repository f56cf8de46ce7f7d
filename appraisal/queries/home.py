"""The start page: what awaits me, why nothing awaits me, and who sees what I write."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.choices import Sex
from accounts.models import Notification
from accounts.queries.delegation import acting_now
from appraisal.choices import DialogueSide
from appraisal.models import AppraisalCycle, WorkPlan
from appraisal.queries.desk import answers_desk, hr_desk, supervisor_desk
from appraisal.queries.dialogue_desk import dialogues_on_desk, own_actions
from appraisal.queries.home_case import case_of, chosen, my_evaluations
from appraisal.queries.home_results import results_step
from appraisal.queries.home_steps import (
    Task,
    due_text,
    plan_step,
    self_step,
    spoken,
)
from appraisal.queries.lead import lead_of, quiet_text
from appraisal.queries.membership import why_no_plan
from appraisal.queries.my_evaluations import status_of
from appraisal.queries.phases import phase_items, windows_of
from appraisal.queries.who_sees import who_sees_panel

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
    periods: tuple = ()  # the other evaluations of the same plan
    others: tuple = ()
    news: tuple = ()
    absence: object = None
    actions: tuple = ()  # what the person agreed to do in a dialogue

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
    dialogues = dialogues_on_desk(actor)
    desks = [desk for desk in (answers_desk(actor, dialogues),) if desk]
    if actor.is_supervisor:
        desks.append(supervisor_desk(actor))
    if actor.is_hr:
        desks.append(hr_desk(actor))
    return HomePage(
        greeting=greeting(actor.employee, at),
        today=today,
        desks=tuple(desks),
        news=latest_news(actor),
        actions=tuple(action_row(*pair, today) for pair in own_actions(dialogues, actor)),
        **own,
    )


def my_running_plans(actor):
    """Return the actor's newest plan of each running cycle, the newest first and trials last."""
    plans = (
        WorkPlan.objects.filter(employee=actor.employee)
        .filter(cycle__in=AppraisalCycle.objects.running())
        .latest_versions()
        .select_related("cycle", "supervisor", "superior", "opened_by")
        .annotate(acting=acting_now(actor.on))
        .order_by("-cycle__from_date", "-created_at", "-pk")
    )
    return sorted(plans, key=lambda plan: plan.cycle.is_trial)


def own_part(actor, plans, today):
    """Return the task list of the newest running cycle, and links to the others."""
    evaluations = my_evaluations(actor, plans)
    case = case_of(actor, plans[0], evaluations.get(plans[0].cycle_id, []), today)
    lead = lead_of(case)
    return {
        "cycle": case.plan.cycle,
        "lead": lead,
        "quiet": "" if lead and not goes_on_beside(lead) else quiet_text(case),
        "steps": (plan_step(case), self_step(case), results_step(case)),
        "stages": tuple(
            phase_items(
                case.plan.cycle,
                case.windows,
                today=today,
                plan=case.plan,
                evaluation=case.evaluation,
                limit=case.objection_limit,
            )
        ),
        "who": who_sees_panel(
            supervisor=case.supervisor, superior=case.superior, acting=case.acting
        ),
        "periods": other_periods(case, evaluations.get(plans[0].cycle_id, [])),
        "others": other_cycles(plans, evaluations),
    }


def goes_on_beside(lead):
    """Tell whether the appraisal goes on beside the card, and the card does not say how it stands."""
    return lead.is_change and lead.deadline is None


def other_periods(case, evaluations):
    """Return a row for each other evaluation of the cycle, and one for what opens next."""
    rows = [period_row(row) for row in evaluations if row != case.evaluation]
    if case.is_periodic and case.next_opening:
        period, opens = case.next_opening
        hint = _("Opens on %(date)s") % {"date": spoken(opens)}
        rows.append(Task(period.title, hint, status_text=_("Not open yet")))
    return tuple(rows)


def period_row(evaluation):
    """Return the row of one evaluation."""
    status, words = status_of(evaluation)
    url = evaluation.get_absolute_url()
    return Task(evaluation.period.title, url=url, status=status, status_text=words)


def other_cycles(plans, evaluations):
    """Return (cycle, address) of the other running cycles."""
    found = []
    for plan in plans[1:]:
        record = chosen(evaluations.get(plan.cycle_id, [])) or plan
        found.append((plan.cycle, record.get_absolute_url()))
    return tuple(found)


def no_own_part(actor, today):
    """Return why the actor has no tasks of one's own, with the stages of the cycle that runs."""
    cycle = AppraisalCycle.objects.running().order_by("-from_date", "-pk").first()
    stages = tuple(phase_items(cycle, windows_of(cycle), today=today)) if cycle else ()
    return {"cycle": cycle, "absence": why_no_plan(actor), "stages": stages}


def action_row(action, dialogue, today):
    """Return the row of something agreed: what, until when, and whether that day has passed."""
    hint = due_text(action.due_date)
    if action.owner == DialogueSide.SUPERVISOR:  # promised to one of several people
        hint = _("For %(name)s. %(due)s") % {"name": dialogue.evaluation.employee.name, "due": hint}
    url = dialogue.get_absolute_url()
    if action.due_date < today:
        return Task(action.text, hint, url, "fix", _("The day has passed"))
    return Task(action.text, hint, url, "todo", _("Not done yet"))


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
