"""Tables of work: who takes part and how far, agreed work plans, achievement of units."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.models import PlannedResult, UnitAchievement, WorkPlan
from appraisal.queries.cycle_people import people_of_cycle, person_row
from appraisal.queries.export_scope import POST, WHO, Source


def participants(scope):
    """Return the newest plan of each post, with the stage of its evaluation."""
    plans = people_of_cycle(
        cycle=scope.period.cycle, period=scope.period, units=scope.units, on=scope.actor.on
    )
    return plans.select_related("job_position")


def participant_rows(scope, plan):
    """Yield who takes part, under whom, and how far plan and evaluation are."""
    row = person_row(plan, scope.tree)
    yield (
        plan.employee.nip,
        plan.employee.full_name,
        plan.job_position.title,
        row.unit,
        plan.supervisor.full_name if plan.supervisor else "",
        str(row.plan),
        plan.version,
        plan.agreed_at,
        str(row.evaluation),
        row.since,
    )


def agreed_results(scope):
    """Return the planned results of the agreed plans in force that HR may read."""
    plans = WorkPlan.objects.visible_to(scope.actor).agreed().filter(scope.actor.as_hr())
    newer = WorkPlan.objects.agreed().filter(
        assignment=OuterRef("assignment"), cycle=OuterRef("cycle"), version__gt=OuterRef("version")
    )
    plans = plans.filter(cycle=scope.period.cycle, org_unit__in=scope.units).exclude(Exists(newer))
    return (
        PlannedResult.objects.filter(work_plan__in=plans.values("pk"))
        .select_related("work_plan__employee", "work_plan__supervisor")
        .prefetch_related("indicators")
        .order_by("work_plan__employee__name", "work_plan", "-kind", "position", "pk")
    )


def plan_rows(scope, result):
    """Yield a row per indicator, and one for a result that has none."""
    plan = result.work_plan
    person = (
        plan.employee.nip,
        plan.employee.full_name,
        scope.tree.names.get(plan.org_unit_id),
    )
    head = (plan.version, plan.agreed_at, result.get_kind_display(), result.statement)
    indicators = sorted(result.indicators.all(), key=lambda row: (row.position, row.pk))
    for measure in [measure_of(row) for row in indicators] or [("", "", "", "")]:
        yield (*person, *head, result.leaders_result, *measure)


def measure_of(row):
    """Return what an indicator measures."""
    return row.get_aspect_display(), row.statement, row.target_text, row.unit_of_measure


def achievements(scope):
    """Return what was recorded about the units."""
    recorded = UnitAchievement.objects.filter(period=scope.period, org_unit__in=scope.units)
    return recorded.select_related("org_unit", "recorded_by").order_by("org_unit__code", "pk")


def achievement_rows(scope, row):
    """Yield the achievement of each unit with its source."""
    yield (
        row.org_unit.code,
        scope.tree.names.get(row.org_unit_id),
        row.get_value_display(),
        row.year,
        _("yes") if row.is_last_year else _("no"),
        row.source,
        row.set_date,
        row.recorded_by.full_name,
    )


PARTICIPANTS = Source(
    (
        *POST,
        gettext_lazy("Supervisor"),
        gettext_lazy("Work plan"),
        gettext_lazy("Version"),
        gettext_lazy("Agreed on"),
        gettext_lazy("Evaluation"),
        gettext_lazy("Since"),
    ),
    participants,
    participant_rows,
)
PLANS = Source(
    (
        *WHO,
        gettext_lazy("Unit"),
        gettext_lazy("Version"),
        gettext_lazy("Agreed on"),
        gettext_lazy("Kind"),
        gettext_lazy("Planned result"),
        gettext_lazy("Leader's planned result"),
        gettext_lazy("Aspect"),
        gettext_lazy("Indicator"),
        gettext_lazy("Target"),
        gettext_lazy("Unit of measure"),
    ),
    agreed_results,
    plan_rows,
)
ACHIEVEMENTS = Source(
    (
        gettext_lazy("Code"),
        gettext_lazy("Unit"),
        gettext_lazy("Achievement"),
        gettext_lazy("Year of the value"),
        gettext_lazy("Last year's value"),
        gettext_lazy("Source"),
        gettext_lazy("Set on"),
        gettext_lazy("Recorded by"),
    ),
    achievements,
    achievement_rows,
)
