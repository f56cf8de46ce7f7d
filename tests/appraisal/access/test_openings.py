"""Every page with content about somebody is noted, as what it was opened; lists and one's own are not."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.choices import AccessKind as K
from accounts.choices import AccessRole as R
from accounts.models import AccessRecord
from appraisal.choices import ExportFormat, ExportKind
from appraisal.models import Evidence, PerformanceDialogue
from appraisal.services.document_pack import request_pack
from appraisal.services.export import request_export
from appraisal.services.issued_document import issue_documents, keep_file
from appraisal.tasks.documents import pack_documents
from appraisal.tasks.exports import export_table
from tests.factories.accounts import actor_for, grant_role
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan
from tests.factories.results import make_published_result
from tests.factories.review import in_review

ROLES = {"budi": R.SUPERVISOR, "citra": R.DELEGATE, "farid": R.SUPERIOR, "dewi": R.HR}
TABS = ("results", "behaviours", "competencies", "dialogue", "summary")


@pytest.fixture
def delivered(office):
    """Ani's delivered evaluation, with Citra acting for Budi today."""
    delegate(office)
    cycle = make_cycle(office.dewi, units=[office.agency])
    plan = make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )
    return make_evaluation(plan, stage="DELIVERED", submitted_at=NOON)


def delegate(office):
    """Let Citra act for Budi."""
    make_delegation(office.budi, office.citra)


def work_plan(evaluation):
    return evaluation.work_plan.get_absolute_url()


def result(evaluation):
    make_published_result(evaluation)
    return reverse("appraisal:result_detail", args=[evaluation.public_id])


def document(evaluation):
    published = make_published_result(evaluation)
    actor = actor_for(evaluation.supervisor)
    issued = issue_documents(published_result=published, actor=actor, at=NOON)[0]
    keep_file(document=issued, content=b"%PDF-1.7", at=NOON)
    return reverse("appraisal:document_download", args=[issued.public_id])


def evidence(evaluation):
    row = Evidence(evaluation=evaluation, employee=evaluation.employee, title="x", added_at=NOON)
    row.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    return reverse("appraisal:evidence_download", args=[row.public_id])


def dialogue(evaluation):
    PerformanceDialogue.objects.create(
        evaluation=evaluation, starts_at=NOON, created_by=evaluation.supervisor,
        created_at=NOON, scheduled_at=NOON,
    )  # fmt: skip
    return reverse("appraisal:dialogue_detail", args=[evaluation.public_id])


PAGES = {
    work_plan: (K.WORK_PLAN, ROLES),
    result: (K.RESULT, ROLES),
    document: (K.DOCUMENT, ROLES),
    evidence: (K.EVIDENCE, ROLES),
    dialogue: (K.DIALOGUE, {name: ROLES[name] for name in ("budi", "citra")}),
}
CASES = [(make, name) for make, (_kind, roles) in PAGES.items() for name in roles]


def noted():
    """Return what the log holds."""
    return list(AccessRecord.objects.values_list("subject", "viewer", "kind", "role"))


def read(client, person, url):
    """Open a page as somebody."""
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200
    b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    ("make", "name"), CASES, ids=[f"{make.__name__}-{name}" for make, name in CASES]
)
def test_page_with_content_is_noted(client, office, delivered, make, name):
    reader = getattr(office, name)
    kind, roles = PAGES[make]

    read(client, reader, make(delivered))

    assert noted() == [(office.ani.pk, reader.pk, kind, roles[name])]


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_own_page_is_not_noted(client, office, delivered, make):
    read(client, office.ani, make(delivered))

    assert noted() == []


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_closed_page_is_not_noted(client, office, delivered, make):
    url = make(delivered)
    client.force_login(office.eko)

    assert client.get(url).status_code == 404
    assert noted() == []


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("name", ["budi", "citra"])
def test_review_is_noted_as_reading_the_self_assessment(client, office, tab, name):
    delegate(office)
    evaluation = in_review(office)

    reader = getattr(office, name)
    client.force_login(reader)
    client.get(reverse(f"appraisal:review_{tab}", args=[evaluation.public_id]), follow=True)

    assert noted() == [(office.ani.pk, reader.pk, K.SELF_ASSESSMENT, ROLES[name])]


def test_page_before_the_self_assessment_is_sent_is_not_noted(client, office):
    cycle = make_cycle(office.dewi)
    plan = make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)

    read(client, office.budi, reverse("appraisal:review_results", args=[evaluation.public_id]))

    assert noted() == []


def test_second_opening_of_the_day_is_not_noted_again(client, office, delivered):
    url = work_plan(delivered)
    read(client, office.budi, url)
    read(client, office.budi, url)

    assert len(noted()) == 1


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("budi", "appraisal:home"),
        ("budi", "appraisal:team_board"),
        ("budi", "appraisal:work_plan_team"),
        ("budi", "appraisal:result_list"),
        ("budi", "appraisal:team_results"),
        ("farid", "appraisal:team_below"),
        ("budi", "appraisal:dialogue_list"),
        ("dewi", "appraisal:cycle_list"),
        ("dewi", "appraisal:cycle_dashboard_latest"),
        ("dewi", "accounts:employee_list"),
        ("dewi", "accounts:correction_list"),
    ],
)
def test_lists_are_not_noted(client, office, delivered, name, url):
    client.force_login(getattr(office, name))

    assert client.get(reverse(url), follow=True).status_code == 200
    assert noted() == []


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (ExportKind.PLANS, K.WORK_PLAN),
        (ExportKind.RESULTS, K.RESULT),
        (ExportKind.PARTICIPANTS, None),
        (ExportKind.PEOPLE, None),
    ],
)
def test_table_with_content_is_noted_for_everybody_in_it(office, delivered, table, kind):
    make_published_result(delivered)
    job = request_export(
        kind=table,
        file_format=ExportFormat.CSV,
        period=delivered.period.public_id,
        actor=actor_for(office.dewi, timezone.localdate()),
        at=timezone.now(),
    )

    export_table(job_id=job.pk)

    expected = [(office.ani.pk, office.dewi.pk, kind, R.HR)] if kind else []
    assert noted() == expected


def test_documents_taken_out_are_noted(office, delivered):
    document(delivered)
    job = request_pack(
        units=[office.dinas.public_id],
        period=delivered.period.public_id,
        kinds=["EVALUATION", "REPORT"],
        layout="FOLDERS",
        actor=actor_for(office.dewi, timezone.localdate()),
        at=timezone.now(),
    )

    pack_documents(job_id=job.pk)

    assert noted() == [(office.ani.pk, office.dewi.pk, K.DOCUMENT, R.HR)]


def test_hr_of_another_unit_opens_nothing(client, office, delivered):
    grant_role(office.eko, "HR_ADMIN", office.elsewhere)
    client.force_login(office.eko)

    assert client.get(work_plan(delivered)).status_code == 404
    assert noted() == []
