"""Factories of the appraisal: a cycle, plans and evaluations at any stage, without the pages."""

from datetime import UTC, date, datetime

from appraisal.choices import (
    DECIDED_STAGES,
    DELIVERED_STAGES,
    EvaluationStage,
    Phase,
    WorkPlanStage,
)
from appraisal.models import (
    AppraisalCycle,
    CycleTemplate,
    Evaluation,
    EvaluationPeriod,
    Indicator,
    PhaseWindow,
    PlannedResult,
    UnitAchievement,
    WorkPlan,
)
from competency.models import CompetencyFramework

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # 12.00 WIB, inside the self-assessment window
WINDOWS = {
    Phase.PLAN: (date(2026, 1, 2), date(2026, 1, 31)),
    Phase.SELF_ASSESSMENT: (date(2026, 11, 16), date(2026, 12, 4)),
    Phase.REVIEW: (date(2026, 11, 16), date(2026, 12, 18)),
    Phase.DELIVERY: (date(2026, 11, 16), date(2027, 1, 15)),
}


def make_cycle(created_by, *, opened=True, units=(), **fields):
    """Return a T1 cycle for 2026 with its annual period and windows."""
    template = CycleTemplate.objects.get(code="T1")
    fields.setdefault("name", "Penilaian kinerja 2026")
    cycle = AppraisalCycle.objects.create(
        template=template,
        framework=CompetencyFramework.objects.current(date(2026, 11, 1)),
        from_date=date(2026, 1, 1),
        until_date=date(2026, 12, 31),
        parts=template.parts,
        created_by=created_by,
        created_at=NOON,
        opened_at=NOON if opened else None,
        **fields,
    )
    cycle.units.set(units)
    period = EvaluationPeriod.objects.create(
        cycle=cycle,
        kind="ANNUAL",
        name="Tahun 2026",
        from_date=cycle.from_date,
        until_date=cycle.until_date,
        opened_at=NOON if opened else None,
    )
    for phase, (opens, closes) in WINDOWS.items():
        PhaseWindow.objects.create(
            cycle=cycle,
            period=None if phase == Phase.PLAN else period,
            phase=phase,
            opens_date=opens,
            closes_date=closes,
        )
    return cycle


def make_work_plan(
    cycle, assignment, *, supervisor, superior=None, stage=WorkPlanStage.AGREED, results=2
):
    """Return a work plan at a stage, with main results of one indicator each."""
    plan = WorkPlan.objects.create(
        cycle=cycle,
        assignment=assignment,
        employee=assignment.employee,
        supervisor=supervisor,
        superior=superior,
        org_unit=assignment.org_unit,
        job_position=assignment.job_position,
        approach=cycle.approach,
        stage=stage,
        created_at=NOON,
        proposed_at=None if stage == WorkPlanStage.DRAFT else NOON,
        agreed_at=NOON if stage == WorkPlanStage.AGREED else None,
    )
    for position in range(results):
        result = PlannedResult.objects.create(
            work_plan=plan, position=position, statement=f"Rencana hasil kerja ke-{position + 1}"
        )
        Indicator.objects.create(
            planned_result=result,
            statement="Dokumen ditetapkan",
            target_text="1",
            target_min=1,
            unit_of_measure="dokumen",
            aspect="QUANTITY",
        )
    return plan


def make_evaluation(plan, *, stage=EvaluationStage.SELF_ASSESSMENT, **fields):
    """Return an evaluation of a plan at a stage, with the time stamps that the stage needs."""
    if stage in DECIDED_STAGES:
        fields.setdefault("decided_at", NOON)
    if stage in DELIVERED_STAGES:
        fields.setdefault("delivered_at", NOON)
        fields.setdefault("delivered_version", 1)
    return Evaluation.objects.create(
        period=plan.cycle.periods.get(kind="ANNUAL"),
        work_plan=plan,
        assignment=plan.assignment,
        employee=plan.employee,
        supervisor=plan.supervisor,
        superior=plan.superior,
        org_unit=plan.org_unit,
        job_position=plan.job_position,
        stage=stage,
        created_at=NOON,
        **fields,
    )


def make_achievement(org_unit, period, recorded_by, value="GOOD"):
    """Record the achievement of a unit."""
    return UnitAchievement.objects.create(
        org_unit=org_unit,
        period=period,
        value=value,
        source="Keputusan kepala daerah",
        set_date=date(2026, 11, 1),
        year=2026,
        recorded_by=recorded_by,
        recorded_at=NOON,
    )
