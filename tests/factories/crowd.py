"""A crowd: as many rows of everything as asked for, so that pages can be compared at two sizes."""

from datetime import date, timedelta

from accounts.choices import AccessKind, AccessRole, ImportAction, NoticeKind, Role
from accounts.models import (
    AccessRecord,
    BackgroundJob,
    Delegation,
    Holiday,
    ImportBatch,
    ImportRow,
    Notification,
)
from appraisal.choices import (
    DECIDED_STAGES,
    SUBMITTED_STAGES,
    DocumentKind,
    EvaluationStage,
    WorkPlanStage,
)
from appraisal.models import IssuedDocument, UnitAchievement
from tests.factories.accounts import grant_role, make_assignment, make_employee, make_org_unit
from tests.factories.appraisal import NOON, make_evaluation, make_work_plan
from tests.factories.results import make_published_result
from tests.factories.review import complete_drafts, make_self_assessment, write_drafts


def make_crowd(office, cycle, numbers):
    """Give Budi a person at every stage, and everybody one of everything else, for each number."""
    period = cycle.periods.get(kind="ANNUAL")
    for number in numbers:
        for stage in EvaluationStage:
            live(member_at(office, cycle, f"Rekan {stage} {number}", stage), office.budi)
        for stage in (WorkPlanStage.DRAFT, WorkPlanStage.PROPOSED):
            plan_of(office, cycle, f"Rekan {stage} {number}", stage)
        surround(office, period, number)


def live(evaluation, supervisor):
    """Fill an evaluation with what its stage has behind it."""
    if evaluation.stage in SUBMITTED_STAGES:
        make_self_assessment(evaluation)
    if evaluation.stage == EvaluationStage.REVIEW:
        write_drafts(evaluation, supervisor, complete_drafts(evaluation))
    if evaluation.stage in DECIDED_STAGES:
        make_documents(make_published_result(evaluation))


def plan_of(office, cycle, name, stage):
    """Put a new person with a plan into Budi's team."""
    assignment = make_assignment(make_employee(name), office.dinas, supervisor=office.budi)
    return make_work_plan(
        cycle, assignment, supervisor=office.budi, superior=office.farid, stage=stage
    )


def member_at(office, cycle, name, stage):
    """Put a new person with an evaluation at a stage into Budi's team."""
    plan = plan_of(office, cycle, name, WorkPlanStage.AGREED)
    submitted = NOON if stage in SUBMITTED_STAGES else None
    return make_evaluation(plan, stage=stage, submitted_at=submitted)


def make_documents(result):
    """Issue both documents of a result, still unprinted."""
    for kind in DocumentKind:
        IssuedDocument.objects.create(
            published_result=result,
            kind=kind,
            number=f"{kind}/{result.pk}/2026",
            token=f"{kind}-{result.pk}",
            org_unit=result.evaluation.org_unit,
            unit_name="Dinas Contoh",
            year=2026,
            masked_name="R*** C***",
            short_code=f"{kind[:1]}{result.pk:07d}",
            issued_at=NOON,
        )


def surround(office, period, number):
    """Add one unit with its achievement, a job, a notice, a grant, an import, a holiday, an access."""
    unit = make_org_unit(f"Bidang {number}", parent=office.dinas)
    UnitAchievement.objects.create(
        org_unit=unit,
        period=period,
        value="GOOD",
        source="Keputusan",
        set_date=date(2026, 11, 1),
        year=2026,
        recorded_by=office.dewi,
        recorded_at=NOON,
    )
    person = make_employee(f"Pendatang {number}")
    make_assignment(person, unit, supervisor=office.budi)
    grant_role(person, Role.HR_OPERATOR, unit)
    for owner in (office.ani, office.budi, office.dewi, office.farid):
        belongings(office, owner, person, number)
    Holiday.objects.get_or_create(
        date=date(2027, 3, 1) + timedelta(days=number), defaults={"name": f"Libur {number}"}
    )


def belongings(office, owner, person, number):
    """Give one person a notice, a job, a delegation, an import and a look from somebody else."""
    Notification.objects.create(
        recipient=owner,
        kind=NoticeKind.CYCLE_OPENED,
        about="Penilaian kinerja 2026",
        dedupe_key=f"crowd:{owner.pk}:{number}",
        created_at=NOON,
        due_at=NOON,
    )
    BackgroundJob.objects.create(
        task="appraisal.print_documents",
        title_text=f"Pekerjaan {number}",
        requested_by=owner,
        requested_at=NOON,
        finished_at=NOON,
        dedupe_key=f"crowd:{owner.pk}:{number}",
    )
    handed_over(owner, person, number)
    imported(owner, number)


def handed_over(owner, person, number):
    """Let somebody act for a person for ten days, and have looked at that person's result."""
    begins = date(2027, 1, 1) + timedelta(days=40 * number)
    Delegation.objects.create(
        delegator=owner,
        delegate=person,
        from_date=begins,
        until_date=begins + timedelta(days=9),
        reason="Cuti",
        created_by=owner,
        created_at=NOON,
    )
    AccessRecord.objects.create(
        subject=owner,
        viewer=person,
        role=AccessRole.HR,
        kind=AccessKind.RESULT,
        on_date=NOON.date(),
        first_at=NOON,
    )


def imported(owner, number):
    """Add an import that was read and not applied."""
    batch = ImportBatch.objects.create(
        file_name=f"pegawai-{number}.xlsx",
        effective_date=date(2026, 11, 1),
        uploaded_by=owner,
        uploaded_at=NOON,
        read_at=NOON,
        facts={"counts": {"NEW": 1}, "new_positions": [], "new_units": [], "tables": []},
    )
    ImportRow.objects.create(batch=batch, sheet="Pegawai", number=number, action=ImportAction.NEW)
