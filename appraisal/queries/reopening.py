"""Who asked to open a released result again, and who may answer."""

from django.db.models import OuterRef, Subquery

from accounts.choices import Role
from accounts.models import Delegation, Employee, RoleGrant
from accounts.models.org_unit import units_named
from accounts.queries.org_tree import tree_with_former
from appraisal.choices import EvaluationStage, ReopeningSide
from appraisal.models import Evaluation, EvaluationChange, Reopening
from appraisal.permissions import is_one_of_two, is_superior
from appraisal.workflow.evaluation import ASK_REOPEN


def side_of(actor, evaluation):
    """Return on which side the actor stands, or None; a superior who is also HR is the superior."""
    if not is_one_of_two(actor, evaluation):
        return None
    return ReopeningSide.SUPERIOR if is_superior(actor, evaluation) else ReopeningSide.HR


def too_close(evaluation, asker_id, stand_ins):
    """Return whoever never answers: the employee, who asked, and who is in charge or acts for them."""
    delegates = stand_ins.get(evaluation.supervisor_id, ())
    return {evaluation.employee_id, evaluation.supervisor_id, asker_id, *delegates}


def superior_who_answers(side, evaluation, close):
    """Return the superior where HR asks and the superior can answer; otherwise another HR must."""
    superior = evaluation.superior
    if side != ReopeningSide.HR or superior is None or not superior.is_active:
        return None
    return None if superior.pk in close else superior


def may_answer(actor, reopening, stand_ins=None):
    """Tell whether the actor is the second person of a request; `answerers` names the same people."""
    evaluation = reopening.evaluation
    if stand_ins is None:
        stand_ins = stand_ins_of({evaluation.supervisor_id}, actor.on)
    close = too_close(evaluation, reopening.asked_by_id, stand_ins)
    if actor.employee.pk in close:
        return False
    superior = superior_who_answers(reopening.side, evaluation, close)
    return actor.employee == superior if superior else actor.is_admin_for(evaluation.org_unit_id)


def answerers(side, evaluation, asker, on):
    """Return the people who may answer a request: the superior, or administrators of HR."""
    stand_ins = stand_ins_of({evaluation.supervisor_id}, on)
    close = too_close(evaluation, asker.pk, stand_ins)
    if superior := superior_who_answers(side, evaluation, close):
        return [superior]
    people = Employee.objects.filter(pk__in=administrators(evaluation.org_unit_id, on))
    return list(people.filter(is_active=True).exclude(pk__in=close).order_by("name", "pk"))


def stand_ins_of(supervisors, on):
    """Return {supervisor: keys of those who act for that person on a day}; one query."""
    found = {}
    rows = Delegation.objects.in_force(on).filter(delegator__in=supervisors)
    for supervisor, delegate in rows.values_list("delegator_id", "delegate_id"):
        found.setdefault(supervisor, set()).add(delegate)
    return found


def administrators(unit, on):
    """Return the keys of the HR administrators of a unit on a day; two queries."""
    line = {unit, *tree_with_former(on).ancestors(unit)}
    grants = RoleGrant.objects.in_force(on).filter(role=Role.HR_ADMIN, org_unit__in=line)
    return [
        grant.employee_id for grant in grants if grant.with_sub_units or grant.org_unit_id == unit
    ]


def readable_reopenings(actor):
    """Return the requests whose page the actor may open, with everything the page names."""
    return (
        Reopening.objects.visible_to(actor)
        .select_related("evaluation__employee", "evaluation__supervisor", "evaluation__superior")
        .select_related("evaluation__period__cycle", "asked_by", "answered_by")
        .prefetch_related(units_named(actor.on, "evaluation__org_unit"))
    )


def asked_to_reopen(evaluation):
    """Return the supervisor's request to HR to open a decided evaluation again, or None.

    In a closed cycle nobody can answer any more: the request is void.
    """
    if evaluation.stage != EvaluationStage.DECIDED or evaluation.period.cycle.closed_at:
        return None
    moves = evaluation.stage_changes.select_related("actor", "on_behalf_of")
    newest = moves.order_by("-changed_at", "-pk").first()
    return newest if newest and newest.transition == ASK_REOPEN.name else None


def newest_move():
    """Return the name of the newest move of an evaluation, as a column."""
    moves = EvaluationChange.objects.filter(evaluation=OuterRef("pk"))
    return Subquery(moves.order_by("-changed_at", "-pk").values("transition")[:1])


def asked_of_hr(actor):
    """Return the decided evaluations that a supervisor asks the actor to open again, the oldest first."""
    as_admin = actor.as_hr(roles=(Role.HR_ADMIN,))
    rows = Evaluation.objects.filter(as_admin, stage=EvaluationStage.DECIDED)
    rows = rows.filter(period__cycle__closed_at=None)
    asked = rows.annotate(newest_move=newest_move()).filter(newest_move=ASK_REOPEN.name)
    return asked.order_by("decided_at", "pk")


def who_awaits_answer(evaluation, asked, on):
    """Return who is told what HR answers: who is in charge, and who asked while still acting for them."""
    supervisor = evaluation.supervisor
    acting = stand_ins_of({supervisor.pk}, on).get(supervisor.pk, ()) if asked else ()
    return [supervisor, asked.actor] if asked and asked.actor_id in acting else [supervisor]


def who_reopens(evaluation, on):
    """Return the HR administrators who may open a decided evaluation again; three queries."""
    people = Employee.objects.filter(pk__in=administrators(evaluation.org_unit_id, on))
    people = people.filter(is_active=True).exclude(pk=evaluation.employee_id)
    return list(people.order_by("name", "pk"))


def reopenings_to_answer(actor):
    """Return the requests that wait for the actor, the oldest first."""
    rows = Reopening.objects.visible_to(actor).waiting().order_by("asked_at", "pk")
    rows = rows.select_related("evaluation__superior")
    stand_ins = stand_ins_of({row.evaluation.supervisor_id for row in rows}, actor.on)
    return [row for row in rows if may_answer(actor, row, stand_ins)]


def open_reopenings(actor):
    """Return the waiting requests that the actor may answer or asked for; nothing for the others."""
    if not (actor.is_hr or actor.is_supervisor):
        return []
    rows = readable_reopenings(actor).waiting().order_by("asked_at", "pk")
    stand_ins = stand_ins_of({row.evaluation.supervisor_id for row in rows}, actor.on)
    me = actor.employee
    return [row for row in rows if row.asked_by == me or may_answer(actor, row, stand_ins)]
