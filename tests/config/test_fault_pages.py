"""What a person reads when something is wrong: what was saved, and what to do next."""

import pytest
from django.test import RequestFactory

from appraisal.models import DraftField
from config.views import server_error
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

SAVED = "Draf terakhir Anda tersimpan pada 20 November 2026 pukul 12.00."


@pytest.fixture
def draft(office):
    """Ani has written something at noon."""
    plan = make_work_plan(make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi)
    return DraftField.objects.create(
        evaluation=make_evaluation(plan), author=office.ani, key="x", value="x", saved_at=NOON
    )


@pytest.mark.parametrize(("way", "path"), [("get", "/tidak-ada/"), ("post", "/jejak/")])
def test_lost_page_says_when_the_last_draft_was_saved(client, office, draft, way, path):
    client.force_login(office.ani)

    assert SAVED in getattr(client, way)(path).text


def test_page_that_is_not_open_does_not_talk_of_drafts_to_who_only_looks(client, office, draft):
    client.force_login(office.ani)

    answer = client.get("/peran/")
    assert (answer.status_code, "Draf terakhir" in answer.text) == (403, False)


def test_nobody_hears_of_another_person_s_draft(client, office, draft):
    client.force_login(office.budi)

    assert "Draf terakhir" not in client.get("/tidak-ada/").text


def test_fault_of_ours_says_when_the_last_draft_was_saved(office, draft):
    request = RequestFactory().get("/")
    request.user = office.ani

    response = server_error(request)

    assert response.status_code == 500
    assert SAVED in response.text


def test_fault_before_anybody_is_known_has_a_page_too():
    response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Draf terakhir" not in response.text


def test_fault_of_ours_reaches_the_page(client, office, draft, monkeypatch):
    def broken(*_args):
        raise RuntimeError

    monkeypatch.setattr("appraisal.views.home.home_page", broken)
    client.force_login(office.ani)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert SAVED in response.text


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("", "Coba lagi sepuluh menit lagi."),
        ("21.00", "Halaman kembali dapat dibuka pukul 21.00."),
    ],
)
def test_maintenance_says_until_when_and_asks_no_database(client, settings, until, words):
    settings.MAINTENANCE, settings.MAINTENANCE_UNTIL = True, until

    response = client.get("/akun/")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "600")
    assert words in response.text


@pytest.mark.django_db
def test_health_check_answers_during_maintenance(client, settings):
    settings.MAINTENANCE = True

    assert client.get("/healthz/ready").status_code == 200
