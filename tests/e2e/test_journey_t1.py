"""Template T1 in a real browser: HR opens, Ani assesses herself, Budi decides with the keyboard.

On every page axe-core finds nothing serious, nothing scrolls sideways, and (in the fixture `page`)
the console stays free of faults and CSP violations.
"""

from django.urls import reverse
from playwright.sync_api import expect

from appraisal.choices import EvaluationStage
from appraisal.models import Evaluation, IssuedDocument, WorkPlan
from appraisal.services.work_plan import (
    agree_work_plan,
    propose_work_plan,
    save_planned_result,
)
from tests.e2e.t1_steps import (
    acknowledge,
    agree_plan,
    assess_oneself,
    decide_and_release,
    evaluation_page,
    open_cycle,
    open_self_assessment,
    prepare_cycle,
    propose_plan,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.self_assessment import EXAMPLE, self_assessing

PHONE = {"width": 390, "height": 844}
INDICATOR = {
    "aspect": "TIME",
    "statement": "Rata-rata waktu tunggu",
    "target_text": "15",
    "target_min": 15,
    "unit_of_measure": "menit",
}


def test_t1_for_hr_staff_and_supervisor(office, walk_as, carry_out_jobs):
    cycle = prepare_cycle(walk_as(office.dewi))
    open_cycle(walk_as(office.dewi), cycle, carry_out_jobs)
    propose_plan(walk_as(office.ani))
    agree_plan(walk_as(office.budi), office.ani)
    plan_of_citra_is_agreed(office)
    open_self_assessment(walk_as(office.dewi), cycle, office.dinas)
    assess_oneself(walk_as(office.ani), office.ani)
    move_through_the_queue(walk_as(office.budi), office)
    decide_and_release(walk_as(office.budi), office.ani)
    carry_out_jobs()
    assert IssuedDocument.objects.exclude(file="").count() == 2
    acknowledge(walk_as(office.ani), office.ani)
    look_at_every_list(walk_as(office.dewi), cycle)

    assert Evaluation.objects.get(employee=office.ani).stage == EvaluationStage.ACKNOWLEDGED


def plan_of_citra_is_agreed(office):
    """Bring a second person into the queue."""
    plan = WorkPlan.objects.get(employee=office.citra)
    citra, budi = actor_for(office.citra), actor_for(office.budi)
    fields = {"kind": "MAIN", "statement": "Arsip tertata"}
    save_planned_result(work_plan=plan, fields=fields, indicators=[INDICATOR], actor=citra, at=NOON)
    propose_work_plan(work_plan=plan, actor=citra, at=NOON)
    agree_work_plan(work_plan=plan, actor=budi, at=NOON)


def move_through_the_queue(budi, office):
    """Go to the next person and back with J and K."""
    budi.goto("/tim/").goto(evaluation_page("review_competencies", office.ani))
    budi.key("j")
    expect(budi.page.get_by_role("heading", name="Citra Dewanti").first).to_be_visible()
    budi.key("k")
    expect(budi.page.get_by_role("heading", name="Ani Lestari").first).to_be_visible()


def look_at_every_list(hr, cycle):
    """Look at dashboard and lists."""
    hr.goto("/").goto(cycle.get_absolute_url())
    hr.goto(reverse("appraisal:cycle_people", args=[cycle.public_id]))
    hr.goto("/pegawai/").goto("/unit/").goto("/peran/").goto("/hari-libur/").goto("/impor/")
    hr.goto("/kompetensi/").goto("/kompetensi/standar/")


def test_staff_on_a_phone(office, page, walk_as):
    evaluation = self_assessing(office, opened=True)
    page.set_viewport_size(PHONE)
    ani = walk_as(office.ani).goto("/")
    ani.goto("/skp/").goto(evaluation_page("evaluation_detail", office.ani))
    ani.goto(evaluation_page("self_results", office.ani))
    ani.goto(evaluation_page("self_narratives", office.ani))
    ani.goto(evaluation_page("self_behaviours", office.ani)).choose("[value=MEETS]")
    ani.fill("textarea", EXAMPLE).press("Simpan dan lanjutkan")
    ani.choose("[name$='-level'][value='3']").fill("textarea", EXAMPLE)
    ani.press("Simpan dan lanjutkan")
    ani.goto(evaluation_page("self_check", office.ani))
    ani.goto("/akun/").goto("/pemberitahuan/").goto("/cara-kerja/").goto("/kompetensi/")

    written = evaluation.drafts.filter(author=office.ani).exclude(value="")
    assert written.count() == 7 * 2 + 2
