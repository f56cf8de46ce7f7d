"""The pages of a result: read, released, answered, opened again, closed, in versions."""

from datetime import date

import pytest

from appraisal.models import AppraisalCycle
from appraisal.queries.result import ResultPage
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation, reopen_evaluation
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import make_colleagues

pytestmark = pytest.mark.usefixtures("always_open")


def place(evaluation, page=""):
    """Return the address of a page of the result."""
    return f"/hasil/{evaluation.public_id}/{page}"


def test_supervisor_releases_after_an_interruption(office, decided, sign_in):
    client = sign_in(office.budi)

    asked = client.get(place(decided, "buka/"))
    answer = client.post(place(decided, "buka/"))

    decided.refresh_from_db()
    assert asked.status_code == 200
    assert answer.url == place(decided, "?lanjut=dibuka#next")
    assert decided.stage == "DELIVERED"


@pytest.mark.parametrize(("name", "status"), [("ani", 403), ("farid", 403), ("eko", 404)])
def test_others_do_not_release(office, decided, sign_in, name, status):
    response = sign_in(getattr(office, name)).post(place(decided, "buka/"))

    decided.refresh_from_db()
    assert response.status_code == status
    assert decided.stage == "DECIDED"


@pytest.mark.parametrize(("closed_at", "offered"), [(None, True), (NOON, False)])
def test_closed_cycle_offers_nothing_that_it_would_refuse(
    office, decided, sign_in, closed_at, offered
):
    AppraisalCycle.objects.filter(periods=decided.period).update(closed_at=closed_at)
    client = sign_in(office.budi)

    page = client.get(place(decided)).content.decode()
    waiting = client.get("/tim/hasil/").content.decode()

    steps = [place(decided, "buka/"), place(decided, "minta-dibuka/")]
    assert [step in page for step in steps] == [offered, offered]
    assert (office.ani.name in waiting) is offered
    assert ("Ditetapkan, tidak pernah diserahkan" in page) is not offered


def test_releasing_twice_is_refused(office, delivered, sign_in):
    sign_in(office.budi).post(place(delivered, "buka/"))

    assert delivered.stage_changes.filter(transition="deliver").count() == 1


def test_employee_answers_with_a_comment(office, delivered, sign_in):
    client = sign_in(office.ani)

    page = client.get(place(delivered)).content.decode()
    client.post(place(delivered, "tanggapi/"), {"comment": "Terima kasih."})

    delivered.refresh_from_db()
    assert "Tidak berarti setuju dengan semua isinya." in page
    assert (delivered.stage, delivered.acknowledgement) == ("ACKNOWLEDGED", "Terima kasih.")


def test_answering_twice_keeps_the_words(office, delivered, sign_in):
    client = sign_in(office.ani)
    client.post(place(delivered, "tanggapi/"), {"comment": "Pertama"})

    again = client.post(place(delivered, "tanggapi/"), {"comment": "Kedua"})

    delivered.refresh_from_db()
    assert again.status_code == 422
    assert delivered.acknowledgement == "Pertama"


@pytest.mark.parametrize("name", ["budi", "dewi", "farid"])
def test_nobody_answers_for_the_employee(office, delivered, sign_in, name):
    response = sign_in(getattr(office, name)).post(place(delivered, "tanggapi/"), {"comment": "x"})

    assert response.status_code == 403


@pytest.mark.parametrize("page", ["tanggapi/", "tutup/"])
def test_moves_are_posts(office, delivered, sign_in, page):
    assert sign_in(office.ani).get(place(delivered, page)).status_code == 405


def test_hr_opens_again_with_a_reason_that_is_shown(office, decided, sign_in):
    client = sign_in(office.dewi)

    empty = client.post(place(decided, "buka-kembali/"), {"reason": ""})
    client.post(place(decided, "buka-kembali/"), {"reason": "Bukti lintas unit"})
    decide_evaluation(evaluation=decided, actor=actor_for(office.budi), at=NOON)
    text = client.get(place(decided)).content.decode()

    assert empty.status_code == 422
    assert "Bukti lintas unit" in text
    assert "Dibuka kembali oleh Dewi Anggraini" in text


@pytest.mark.parametrize(("name", "status"), [("ani", 403), ("budi", 403), ("eko", 404)])
def test_only_hr_opens_again(office, decided, sign_in, name, status):
    response = sign_in(getattr(office, name)).post(place(decided, "buka-kembali/"), {"reason": "x"})

    assert response.status_code == status


def test_earlier_version_stays_readable(office, decided, sign_in):
    reopen_evaluation(
        evaluation=decided, reason="Bukti baru", actor=actor_for(office.dewi), at=NOON
    )
    decide_evaluation(evaluation=decided, actor=actor_for(office.budi), at=NOON)
    deliver_evaluation(evaluation=decided, actor=actor_for(office.budi), at=NOON)
    client = sign_in(office.ani)

    newest = client.get(place(decided)).context["page"]
    oldest = client.get(place(decided) + "?version=1").context["page"]

    assert (newest.result.version, oldest.result.version) == (2, 1)
    assert (newest.superseded, oldest.superseded) == (False, True)


def test_strengths_stand_before_the_predikat(office, delivered, sign_in):
    text = sign_in(office.ani).get(place(delivered)).content.decode()

    order = [
        text.index(f'id="{part}"')
        for part in ("strengths", "competencies", "work", "behaviours", "predikat")
    ]
    assert order == sorted(order)


def test_closing_too_early_says_the_date(office, delivered, sign_in):
    type(delivered).objects.filter(pk=delivered.pk).update(delivered_at="2099-01-05T05:00:00Z")

    response = sign_in(office.dewi).post(place(delivered, "tutup/"), follow=True)

    delivered.refresh_from_db()
    assert "Januari 2099" in response.content.decode()
    assert delivered.stage == "DELIVERED"


def test_list_says_what_is_there_and_what_is_awaited(office, decided, sign_in):
    own = sign_in(office.ani).get("/hasil/").content.decode()
    hr = sign_in(office.dewi).get("/tim/hasil/").content.decode()

    assert "belum diserahkan" in own
    assert place(decided, "buka/") not in own
    assert place(decided, "buka/") in hr


@pytest.mark.parametrize("people", [1, 3])
def test_list_asks_the_same_for_one_and_for_three(
    office, decided, sign_in, django_assert_num_queries, people
):
    for row in make_colleagues(office, decided, people - 1):
        type(row).objects.filter(pk=row.pk).update(stage="DECIDED", decided_at=NOON)
    client = sign_in(office.dewi)

    with django_assert_num_queries(8):
        client.get("/tim/hasil/")


def test_page_of_a_result_asks_little(office, delivered, sign_in, django_assert_num_queries):
    client = sign_in(office.ani)

    with django_assert_num_queries(11):
        client.get(place(delivered))


@pytest.mark.parametrize("day", [None, date(2026, 12, 5)])
def test_held_dialogue_is_not_announced_as_still_to_be_planned(
    office, delivered, sign_in, monkeypatch, day
):
    monkeypatch.setattr(ResultPage, "dialogue_date", day)

    text = sign_in(office.ani).get(place(delivered)).text

    assert ("Dilaksanakan pada" in text, "Atasan Anda yang menjadwalkan" in text) == (
        day is not None,
        day is None,
    )
