"""Who sees what (product.md section 5), asked of every page, list and notice that is built."""

import pytest

from accounts.choices import Role
from accounts.models import Notification
from appraisal.models import (
    DraftField,
    Evaluation,
    IssuedDocument,
    PublishedResult,
    SelfAssessment,
    SupervisorReview,
)
from appraisal.queries.result import awaiting_release
from competency.models import AssessedLevel
from tests.factories.accounts import actor_for, grant_role
from tests.factories.review import write_drafts

pytestmark = pytest.mark.usefixtures("always_open")
CAST = ("ani", "budi", "citra", "dewi", "eko", "farid")
# Texts that stand in the decision and nowhere before it.
DECISION = (
    "Teliti dan sabar menjelaskan.",
    "memimpin satu uji coba layanan",
    "Semua hasil kerja utama tercapai tepat waktu.",
    "Menjaga nilai dasar juga di luar unitnya.",
    "Itulah predikatnya",
)


def readers(office, model):
    """Return who of the cast finds a row of a model."""
    found = set()
    for name in CAST:
        if model.objects.visible_to(actor_for(getattr(office, name))).exists():
            found.add(name)
    return found


def test_drafts_are_the_authors_alone(office, evaluation):
    write_drafts(evaluation, office.budi, {"overall.strengths": "Teliti"})

    assert readers(office, DraftField) == {"budi"}


def test_sent_self_assessment_in_review(office, evaluation):
    assert readers(office, SelfAssessment) == {"ani", "budi"}


def test_sent_self_assessment_once_decided(office, decided):
    assert readers(office, SelfAssessment) == {"ani", "budi", "dewi", "farid"}


def test_marks_and_reasons_in_review(office, evaluation):
    assert readers(office, PublishedResult) == set()


@pytest.mark.parametrize("model", [PublishedResult, SupervisorReview])
def test_marks_and_reasons_once_decided(office, decided, model):
    assert readers(office, model) == {"budi", "dewi", "farid"}


@pytest.mark.parametrize("model", [PublishedResult, SupervisorReview, IssuedDocument])
def test_marks_reasons_and_documents_once_delivered(office, delivered, model):
    assert readers(office, model) == {"ani", "budi", "dewi", "farid"}


def test_levels_enter_the_ledger_only_on_delivery(office, decided):
    assert AssessedLevel.objects.count() == 0


@pytest.mark.parametrize("name", ["citra", "eko"])
@pytest.mark.parametrize("page", ["", "buka/", "buka-kembali/"])
def test_outsider_finds_no_result(office, delivered, sign_in, name, page):
    response = sign_in(getattr(office, name)).get(f"/hasil/{delivered.public_id}/{page}")

    assert response.status_code == 404


PAGES_OF_THE_OWNER = (
    "/",
    "/hasil/",
    "/hasil/{id}/",
    "/hasil/{id}/?version=1",
    "/hasil/{id}/buka/",
    "/penilaian/",
    "/penilaian/{id}/",
    "/riwayat/",
    "/pemberitahuan/",
    "/tim/",
)


@pytest.mark.parametrize("page", PAGES_OF_THE_OWNER)
def test_owner_reads_nothing_of_the_decision_before_delivery(office, decided, sign_in, page):
    response = sign_in(office.ani).get(page.format(id=decided.public_id), follow=True)

    text = response.content.decode()
    assert response.status_code == 200
    assert [words for words in DECISION if words in text] == []
    assert "Kuadran kinerja" not in text


@pytest.mark.parametrize("role", [Role.HR_ADMIN, Role.HR_OPERATOR])
@pytest.mark.parametrize("page", PAGES_OF_THE_OWNER)
def test_owner_in_hr_reads_no_more_than_others(office, decided, sign_in, page, role):
    grant_role(office.ani, role, office.agency)

    response = sign_in(office.ani).get(page.format(id=decided.public_id), follow=True)

    text = response.content.decode()
    assert [words for words in DECISION if words in text] == []
    assert "Kuadran kinerja" not in text
    assert list(awaiting_release(actor_for(office.ani))) == []


def test_operator_is_not_asked_to_release_what_only_an_administrator_may(office, decided):
    grant_role(office.eko, Role.HR_OPERATOR, office.agency)

    assert list(awaiting_release(actor_for(office.eko))) == []
    assert list(awaiting_release(actor_for(office.dewi))) == [decided]


def test_owner_is_not_told_that_it_was_decided(office, decided, sign_in):
    text = sign_in(office.ani).get("/hasil/").content.decode()

    assert "Ditetapkan" not in text
    assert Notification.objects.filter(recipient=office.ani).count() == 0


def test_owner_waits_with_a_date_and_a_reason(office, decided, sign_in):
    text = sign_in(office.ani).get(f"/hasil/{decided.public_id}/").content.decode()

    assert "Hasil Anda belum diserahkan" in text
    assert "Budi Santoso menilai dulu" in text
    assert "31 Desember 2099" in text


@pytest.mark.parametrize("name", ["ani", "budi", "dewi", "farid"])
def test_delivered_result_is_read_by_those_concerned(office, delivered, sign_in, name):
    text = sign_in(getattr(office, name)).get(f"/hasil/{delivered.public_id}/").content.decode()

    assert [words for words in DECISION if words not in text] == []


@pytest.mark.parametrize("name", ["budi", "dewi", "farid"])
def test_decided_result_is_read_by_the_others_concerned(office, decided, sign_in, name):
    text = sign_in(getattr(office, name)).get(f"/hasil/{decided.public_id}/").content.decode()

    assert [words for words in DECISION if words not in text] == []


def test_in_review_hr_reads_the_stage_only(office, evaluation, sign_in):
    write_drafts(evaluation, office.budi, {"overall.strengths": "Teliti dan sabar menjelaskan."})

    text = sign_in(office.dewi).get(f"/hasil/{evaluation.public_id}/").content.decode()

    assert "Penilaian atasan" in text
    assert "Teliti dan sabar" not in text
    assert "Satu dokumen ditetapkan" not in text


def test_in_review_the_superior_finds_nothing_yet(office, evaluation, sign_in):
    response = sign_in(office.farid).get(f"/hasil/{evaluation.public_id}/")

    assert response.status_code == 404


def test_stage_and_dates_carry_no_score(office, decided):
    row = Evaluation.objects.visible_to(actor_for(office.ani)).get()

    assert [field.name for field in row._meta.fields if "rating" in field.name] == []
