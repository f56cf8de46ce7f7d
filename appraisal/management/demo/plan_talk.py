"""Talk about plans: a shared library, a comment on a line, and a change in the middle of the year."""

from datetime import timedelta
from decimal import Decimal

from accounts.choices import PositionKind
from accounts.permissions import Actor
from appraisal.choices import WorkPlanStage
from appraisal.management.demo.data import moment, working_day
from appraisal.models import WorkPlan
from appraisal.services.plan_comment import write_comment
from appraisal.services.plan_share import share_plan
from appraisal.services.plan_version import open_change
from appraisal.services.result_library import add_to_library
from appraisal.services.work_plan import propose_work_plan, save_planned_result

CHANGER = "Fajar Ramadhan"
REASON = "Sejak Juli saya juga memegang layanan keliling; target loket disesuaikan."
NEW_RESULT = {
    "kind": "MAIN",
    "statement": "Layanan perizinan keliling menjangkau pasar tradisional",
    "leaders_result": "Meningkatnya mutu dan kecepatan layanan perizinan",
}
NEW_INDICATOR = {
    "aspect": "QUANTITY",
    "statement": "Pasar yang dilayani sebulan sekali",
    "target_text": "6",
    "target_min": 6,
    "unit_of_measure": "pasar",
    "direction": "UP",
}
COMMENT = "Target ini dihitung sejak kapan? Tulis tanggal mulainya agar nanti mudah diperiksa."
MORE = Decimal("1.2")  # the target that is raised
OFFERED = 6  # results that the library begins with


def talk_about_plans(city, year):
    """Let one team use what helps with plans."""
    plans = WorkPlan.objects.filter(cycle__from_date__year=year).select_related(
        "cycle", "employee", "supervisor", "job_position"
    )
    boss = city["hendra"]
    fill_library(city, plans.agreed().filter(supervisor=boss), boss)
    share_with_newcomer(city, plans)
    ask_about_a_line(city, plans.filter(supervisor=boss, stage=WorkPlanStage.PROPOSED).first())
    change_in_the_middle(city, plans.agreed().get(employee__name=CHANGER))


def fill_library(city, plans, boss):
    """Put the first results of some plans into the library, each once."""
    day = working_day(city.today - timedelta(days=30))
    known = set()
    for plan in plans.order_by("employee__name", "pk"):
        row = plan.planned_results.in_form_order().exclude(statement__in=known).first()
        if row is None or len(known) == OFFERED:
            continue
        known.add(row.statement)
        row.work_plan = plan
        add_to_library(
            planned_result=row,
            position_kind=PositionKind(plan.job_position.kind),
            actor=Actor(boss, day),
            at=moment(day, city.rng),
        )


def share_with_newcomer(city, plans):
    """Let the newcomer copy from a colleague's plan."""
    day = working_day(city.today - timedelta(days=12))
    newcomer = next(member for member in city.members if member.key.endswith("gita"))
    share_plan(
        work_plan=plans.agreed().get(employee=city["sari"]),
        people=[newcomer.employee],
        actor=Actor(city["sari"], day),
        at=moment(day, city.rng),
    )


def ask_about_a_line(city, plan):
    """Let the supervisor comment on the first line of the plan that waits."""
    day = working_day(city.today - timedelta(days=2))
    write_comment(
        work_plan=plan,
        planned_result=plan.planned_results.in_form_order().first(),
        text=COMMENT,
        actor=Actor(plan.supervisor, day),
        at=moment(day, city.rng),
    )


def change_in_the_middle(city, plan):
    """Open version 2, change a target, add a line, and propose it."""
    day = working_day(city.today - timedelta(days=3))
    who = {"actor": Actor(plan.employee, day), "at": moment(day, city.rng, (8, 10))}
    newer = open_change(work_plan=plan, reason=REASON, **who)
    line = newer.planned_results.in_form_order().first()
    fields = {name: getattr(line, name) for name in ("kind", "statement", "leaders_result")}
    measures = [row.values() for row in line.indicators.order_by("position", "pk")]
    for number, values in enumerate(measures):
        values.pop("position")
        if number == 0:
            raised = int(values["target_min"] * MORE)
            values |= {"target_text": str(raised), "target_min": raised}
    save_planned_result(
        work_plan=newer, planned_result=line, fields=fields, indicators=measures, **who
    )
    save_planned_result(work_plan=newer, fields=NEW_RESULT, indicators=[NEW_INDICATOR], **who)
    propose_work_plan(work_plan=newer, **who)
