"""Close, archive, bring back; and a copy for the next year."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import NoticeKind, Role
from accounts.models import AuditEvent, Notification
from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage, WorkPlanStage
from appraisal.models import AppraisalCycle, CycleTemplate
from appraisal.queries.cycle_closing import unfinished
from appraisal.queries.schedule import schedule_of
from appraisal.services import cycle_closing as services
from appraisal.services.cycle_copy import copy_cycle
from tests.factories.accounts import actor_for, grant_role
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

pytestmark = pytest.mark.django_db
WORDS = {
    "no_plan": "1 SKP belum disepakati",
    "not_sent": "1 penilaian diri belum dikirim",
    "not_decided": "1 penilaian belum ditetapkan",
    "not_released": "1 hasil sudah ditetapkan tetapi belum diserahkan",
    "not_read": "1 hasil yang diserahkan belum dibaca dan didiskusikan",
}
STAGES = {
    "not_sent": {},
    "not_decided": {"stage": EvaluationStage.REVIEW, "submitted_at": NOON},
    "not_released": {"stage": EvaluationStage.DECIDED, "submitted_at": NOON},
    "not_read": {"stage": EvaluationStage.DELIVERED, "submitted_at": NOON},
}


def close(cycle, actor, reason=""):
    """Close a cycle."""
    services.close_cycle(cycle=cycle, reason=reason, actor=actor, at=NOON)


@pytest.mark.parametrize("key", STAGES)
def test_open_evaluation_is_named(running, office, key):
    plan = make_work_plan(running, office.assignments.ani, supervisor=office.budi)
    make_evaluation(plan, **STAGES[key])

    assert [row.words for row in unfinished(running)] == [WORDS[key]]


def test_plan_that_was_not_agreed_is_named(running, office):
    make_work_plan(
        running, office.assignments.ani, supervisor=office.budi, stage=WorkPlanStage.DRAFT
    )

    assert [row.words for row in unfinished(running)] == [WORDS["no_plan"]]


def test_period_that_was_never_opened_is_named(running):
    running.periods.update(opened_at=None)

    assert [row.key for row in unfinished(running)] == ["not_opened"]


@pytest.mark.parametrize("stage", [EvaluationStage.ACKNOWLEDGED, EvaluationStage.FINAL])
def test_finished_evaluation_is_not_named(running, office, stage):
    plan = make_work_plan(running, office.assignments.ani, supervisor=office.budi)
    make_evaluation(plan, stage=stage, acknowledged_at=NOON)

    assert unfinished(running) == []


def test_finished_cycle_closes_without_reason_and_people_are_told(running, office, hr):
    plan = make_work_plan(running, office.assignments.ani, supervisor=office.budi)
    make_evaluation(plan, stage=EvaluationStage.FINAL, acknowledged_at=NOON)

    close(running, hr)

    running.refresh_from_db()
    notice = Notification.objects.get()
    assert running.closed_at == NOON
    assert (notice.recipient, notice.kind, notice.about) == (
        office.ani,
        NoticeKind.CYCLE_CLOSED,
        running.name,
    )
    assert AuditEvent.objects.filter(action="close_cycle").count() == 1


def test_closing_over_open_work_needs_a_reason(running, office, hr):
    make_work_plan(running, office.assignments.ani, supervisor=office.budi)
    running.periods.update(opened_at=None)

    with pytest.raises(Refusal) as refused:
        close(running, hr, "  ")
    close(running, hr, "Instansi digabung.")

    assert refused.value.code == "no_reason"
    assert running.closing_reason == "Instansi digabung."
    assert AuditEvent.objects.get(action="close_cycle").data == {"unfinished": 1}
    assert Notification.objects.get().note == "Instansi digabung."


@pytest.mark.parametrize("count", [1, 3])
def test_closing_takes_the_same_statements(
    running, hr, add_people, office, django_assert_num_queries, count
):
    for post in add_people(count):
        make_evaluation(make_work_plan(running, post, supervisor=office.budi))

    with django_assert_num_queries(13):
        close(running, hr, "Selesai lebih awal.")


@pytest.mark.parametrize("fields", [{"opened_at": None}, {"opened_at": NOON, "closed_at": NOON}])
def test_cycle_that_does_not_run_is_not_closed(running, hr, fields):
    AppraisalCycle.objects.filter(pk=running.pk).update(**fields)

    with pytest.raises(Refusal) as refused:
        close(running, hr, "x")

    assert refused.value.code == "not_running"


@pytest.mark.parametrize("role", [Role.HR_OPERATOR, Role.LEADER])
def test_only_an_administrator_closes(running, office, role):
    grant_role(office.citra, role, office.agency)

    with pytest.raises(PermissionDenied):
        close(running, actor_for(office.citra), "x")


def test_closed_cycle_is_archived_and_brought_back(running, hr):
    close(running, hr, "x")

    services.archive_cycle(cycle=running, actor=hr, at=NOON)
    archived = running.archived_at
    services.bring_back_cycle(cycle=running, actor=hr, at=NOON)

    assert (archived, running.archived_at) == (NOON, None)


@pytest.mark.parametrize(
    ("fields", "service", "code"),
    [
        ({}, "archive_cycle", "running"),
        ({"closed_at": NOON, "archived_at": NOON}, "archive_cycle", "archived"),
        ({"closed_at": NOON}, "bring_back_cycle", "not_archived"),
    ],
)
def test_archiving_twice_or_too_early_is_refused(running, hr, fields, service, code):
    AppraisalCycle.objects.filter(pk=running.pk).update(**fields)

    with pytest.raises(Refusal) as refused:
        getattr(services, service)(cycle=running, actor=hr, at=NOON)

    assert refused.value.code == code


def test_page_names_what_is_unfinished_and_closes_with_a_reason(page, as_dewi, running, office):
    make_evaluation(make_work_plan(running, office.assignments.ani, supervisor=office.budi))

    asked = as_dewi.get(page("cycle_close", running)).content.decode()
    refused = as_dewi.post(page("cycle_close", running), {"reason": ""})
    closed = as_dewi.post(page("cycle_close", running), {"reason": "Instansi digabung."})

    assert WORDS["not_sent"] in asked
    assert refused.status_code == 422
    assert closed.url == running.get_absolute_url()
    assert "Instansi digabung." in as_dewi.get(closed.url).content.decode()


def test_archived_cycle_is_found_under_archived_cycles(page, as_dewi, running):
    AppraisalCycle.objects.filter(pk=running.pk).update(closed_at=NOON, archived_at=NOON)

    shown = as_dewi.get(page("cycle_list")).context["rows"]
    archived = as_dewi.get(page("cycle_list"), {"arsip": "1"}).context["rows"]
    as_dewi.post(page("cycle_bring_back", running))
    back = as_dewi.get(page("cycle_list")).context["rows"]

    assert [len(rows) for rows in (shown, archived, back)] == [0, 1, 1]


def test_archived_preparation_is_not_prepared_further(page, as_dewi, draft):
    AppraisalCycle.objects.filter(pk=draft.pk).update(archived_at=NOON)

    assert as_dewi.get(page("cycle_windows", draft)).url == f"{page('cycle_list')}?arsip=1"


def test_copy_asks_the_same_a_year_later(running, hr, office):
    running.options = ["BLIND_FIRST"]
    running.save()

    copy = copy_cycle(cycle=running, actor=hr, at=NOON)

    assert (copy.name, copy.from_date, copy.until_date) == (
        "Penilaian kinerja 2027",
        date(2027, 1, 1),
        date(2027, 12, 31),
    )
    assert (copy.parts, copy.options, copy.opened_at) == (running.parts, ["BLIND_FIRST"], None)
    assert list(copy.units.all()) == [office.agency]
    assert copy.periods.get().name == "Tahun 2027"
    days = sorted(schedule_of(copy).values())
    later = timedelta(days=365)
    assert days == sorted(
        (opens + later, closes + later) for opens, closes in schedule_of(running).values()
    )


def test_second_copy_for_the_same_year_is_refused(running, hr):
    copy_cycle(cycle=running, actor=hr, at=NOON)

    with pytest.raises(Refusal) as refused:
        copy_cycle(cycle=running, actor=hr, at=NOON)

    assert refused.value.code == "copied"


def test_name_without_a_year_says_that_it_is_a_copy(running, hr):
    AppraisalCycle.objects.filter(pk=running.pk).update(name="Penilaian kecamatan")

    assert copy_cycle(cycle=running, actor=hr, at=NOON).name == "Salinan Penilaian kecamatan"


def test_copy_of_a_trial_is_refused(running, hr, draft):
    AppraisalCycle.objects.filter(pk=running.pk).update(trial_of=draft)

    with pytest.raises(Refusal) as refused:
        copy_cycle(cycle=running, actor=hr, at=NOON)

    assert refused.value.code == "is_trial"


def test_copy_button_leads_to_the_first_page_of_the_copy(page, as_dewi, running):
    response = as_dewi.post(page("cycle_copy", running))

    copy = AppraisalCycle.objects.get(opened_at=None)
    assert response.url == page("cycle_edit", copy)


def test_list_says_where_the_preparation_stopped(page, as_dewi, office):
    cycle = make_cycle(office.dewi, opened=False, units=[office.agency], saved_steps=["name"])

    (row,) = as_dewi.get(page("cycle_list")).context["rows"]

    assert row.text == "1 dari 5 halaman wajib tersimpan, berikutnya “Peserta”"
    assert row.url == page("cycle_participants", cycle)


def test_template_is_saved_from_a_cycle_and_makes_the_next_one(page, as_dewi, running):
    running.options = ["BLIND_FIRST"]
    running.save()
    data = {"name": "Templat Kota Contoh", "summary": "Dengan nilai dulu, baru melihat."}

    as_dewi.post(page("cycle_template_add", running), data)

    template = CycleTemplate.objects.exclude(created_by=None).get()
    assert (template.options, template.periods, template.is_own) == (
        ["BLIND_FIRST"],
        ["ANNUAL"],
        True,
    )
    response = as_dewi.get(page("cycle_add"))
    assert template.code in [option.code for option in response.context["options"]]


def test_template_with_a_taken_name_keeps_every_word(page, as_dewi, running):
    data = {"name": "berbasis kompetensi", "summary": "Ringkasan."}

    response = as_dewi.post(page("cycle_template_add", running), data)

    assert response.status_code == 422
    assert response.context["form"]["summary"].value() == "Ringkasan."


def test_archived_template_is_offered_no_more_and_comes_back(page, as_dewi, running):
    as_dewi.post(page("cycle_template_add", running), {"name": "Lokal", "summary": "x"})
    template = CycleTemplate.objects.exclude(created_by=None).get()

    as_dewi.post(page("cycle_template_archive", template))
    gone = list(CycleTemplate.objects.offered().filter(pk=template.pk))
    as_dewi.post(page("cycle_template_bring_back", template))

    assert gone == []
    assert CycleTemplate.objects.offered().filter(pk=template.pk).exists()


@pytest.mark.parametrize("name", ["cycle_template_edit", "cycle_template_archive"])
def test_template_of_the_product_is_not_changed(page, as_dewi, name):
    template = CycleTemplate.objects.get(code="T1")

    assert as_dewi.post(page(name, template), {"name": "x", "summary": "y"}).status_code == 404


def test_administrator_of_one_unit_keeps_no_template_of_the_agency(page, client, office, running):
    grant_role(office.citra, Role.HR_ADMIN, office.elsewhere)
    client.force_login(office.citra)

    assert client.get(page("cycle_template_add", running)).status_code == 403
