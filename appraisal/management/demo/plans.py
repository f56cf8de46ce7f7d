"""Work plans: what people promise for a year, agreed in January."""

from datetime import timedelta
from decimal import Decimal

from accounts.models import AuditEvent
from appraisal.choices import CycleOption, ResultKind, WorkPlanStage
from appraisal.management.demo.data import moment, next_working_day, texts, working_day
from appraisal.models import (
    BehaviourExpectation,
    Indicator,
    PlannedResult,
    WorkPlan,
    WorkPlanChange,
)
from appraisal.workflow.work_plan import AGREE, PROPOSE

HELPED_BY_CHANCE = 0.15  # share of people with one additional result
FULL_PLANS = {"ratna", "sari", "ahmad"}  # people with five results, as in the design
S = WorkPlanStage
MOVES = ((PROPOSE, S.DRAFT, S.PROPOSED), (AGREE, S.PROPOSED, S.AGREED))


def write_agreed_plans(city, cycle, members):
    """Write agreed plans with results, moves and events; the same number of statements for any size."""
    superiors = {member.employee.pk: member.boss for member in city.members}
    plans = WorkPlan.objects.bulk_create(
        [new_plan(city, cycle, member, superiors) for member in members]
    )
    write_results(city, list(zip(plans, members, strict=True)))
    write_moves(plans)
    BehaviourExpectation.objects.bulk_create(
        BehaviourExpectation(work_plan=plan, value=value, text=text)
        for plan, member in zip(plans, members, strict=True)
        if member.unit == "PTSP.YAN"
        for value, text in texts("words")["expectations"].items()
    )
    return plans


def new_plan(city, cycle, member, superiors):
    """Return an unsaved plan that was proposed and agreed in the first weeks of the cycle."""
    day = working_day(cycle.from_date + timedelta(days=city.rng.randint(6, 20)))
    boss = city[member.boss]
    above = superiors[boss.pk]
    post = member.assignment
    return WorkPlan(
        cycle=cycle,
        assignment=post,
        employee=member.employee,
        supervisor=boss,
        superior=city[above] if above else None,
        org_unit_id=post.org_unit_id,
        job_position_id=post.job_position_id,
        approach=cycle.approach,
        stage=WorkPlanStage.AGREED,
        revision=8,
        created_at=cycle.opened_at or cycle.created_at,
        proposed_at=moment(day, city.rng, (8, 11)),
        agreed_at=moment(next_working_day(day + timedelta(days=3)), city.rng, (12, 15)),
    )


def write_results(city, pairs):
    """Write planned results with an indicator each, and one in words where the cycle asks for both."""
    planned, indicators = [], []
    for plan, member in pairs:
        for position, (family, row) in enumerate(chosen_results(city, member)):
            result = new_result(plan, member, position, family, row)
            planned.append(result)
            indicators.append(Indicator(planned_result=result, **measure(row)))
            if plan.cycle.has_option(CycleOption.BOTH_MEASURES):
                indicators.append(Indicator(planned_result=result, **in_words(row)))
    PlannedResult.objects.bulk_create(planned)
    Indicator.objects.bulk_create(indicators)


def chosen_results(city, member):
    """Return (family, row) for the results of one person."""
    own = texts("results")[member.family]["results"]
    is_full = member.key in FULL_PLANS
    rows = own[:5] if is_full else city.rng.sample(own, city.rng.choice((3, 3, 4)))
    chosen = [(member.family, row) for row in rows]
    if city.rng.random() < HELPED_BY_CHANCE:
        chosen.append(("additional", city.rng.choice(texts("results")["additional"]["results"])))
    return chosen


def new_result(plan, member, position, family, row):
    """Return an unsaved planned result."""
    is_extra = family == "additional"
    return PlannedResult(
        work_plan=plan,
        kind=ResultKind.ADDITIONAL if is_extra else ResultKind.MAIN,
        position=position,
        statement=row[0],
        leaders_result=texts("results")[family]["leads"],
        assigned_by="Kepala perangkat daerah" if is_extra else "",
    )


def measure(row):
    """Return the fields of the indicator of a result."""
    return {
        "aspect": row[1],
        "statement": row[2],
        "target_text": row[3],
        "target_min": Decimal(str(row[4])),
        "unit_of_measure": row[5],
        "direction": row[6],
    }


def in_words(row):
    """Return the fields of an indicator that says in words when a result is good."""
    statement, target = texts("words")["in_words"][row[1]]
    return {"position": 1, "aspect": "QUALITY", "statement": statement, "target_text": target}


def write_moves(plans):
    """Write the moves of agreed plans, each with its audit event."""
    moves = [move for plan in plans for move in moves_of(plan)]
    WorkPlanChange.objects.bulk_create(moves)
    AuditEvent.objects.bulk_create(
        AuditEvent(
            subject_label=WorkPlan._meta.label,
            subject_id=move.work_plan.public_id,
            action=move.transition,
            actor_id=move.actor_id,
            at=move.changed_at,
        )
        for move in moves
    )


def moves_of(plan):
    """Return the two moves that led to agreement."""
    done = {
        PROPOSE: (plan.employee_id, plan.proposed_at),
        AGREE: (plan.supervisor_id, plan.agreed_at),
    }
    return [
        WorkPlanChange(
            work_plan=plan,
            transition=row.name,
            source=source,
            target=target,
            actor_id=done[row][0],
            changed_at=done[row][1],
        )
        for row, source, target in MOVES
    ]
