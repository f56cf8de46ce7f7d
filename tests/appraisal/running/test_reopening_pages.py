"""Ask to open a released result again, answer, take back: the pages."""

import pytest

from appraisal.models import Evaluation, Reopening
from appraisal.queries.reopening import (
    open_reopenings,
    readable_reopenings,
    reopenings_to_answer,
)
from tests.factories.accounts import actor_for
from tests.factories.results import make_published_result

CAST = ("ani", "budi", "citra", "dewi", "eko", "farid")

pytestmark = pytest.mark.django_db


def test_asking_leads_to_the_request(page, visit, released):
    answer = visit("dewi").post(page("reopening_ask", released), {"reason": "Tertukar"})

    assert answer.url == page("reopening_detail", Reopening.objects.get())


def test_missing_reason_is_said_at_the_field(page, visit, released):
    answer = visit("dewi").post(page("reopening_ask", released), {"reason": ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])


def test_second_person_confirms(page, visit, ask, released):
    visit("farid").post(page("reopening_detail", ask()), {"confirm": "1", "answer": ""})

    assert Evaluation.objects.get().stage == "REVIEW"


def test_declining_without_words_keeps_the_page(page, visit, ask):
    answer = visit("farid").post(page("reopening_detail", ask()), {"decline": "1"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["answer"])


def test_page_keeps_the_name_of_the_unit_after_a_refusal(page, visit, ask):
    client, address = visit("farid"), page("reopening_detail", ask())

    before = client.get(address).context["evaluation"].org_unit
    after = client.post(address, {"decline": "1"}).context["evaluation"].org_unit

    assert (str(after), str(after) == after.code) == (str(before), False)


def test_asker_takes_it_back(page, visit, ask):
    visit("dewi").post(page("reopening_withdraw", ask()))

    assert Reopening.objects.get().withdrawn_at is not None


@pytest.mark.parametrize("name", CAST)
def test_who_sees_the_request(page, visit, ask, name):
    expected = 200 if name in {"dewi", "farid"} else 404

    assert visit(name).get(page("reopening_detail", ask())).status_code == expected


@pytest.mark.parametrize(
    ("name", "status"),
    [("ani", 403), ("budi", 403), ("citra", 404), ("dewi", 200), ("eko", 404), ("farid", 200)],
)
def test_who_reaches_the_page_to_ask(page, visit, released, name, status):
    assert visit(name).get(page("reopening_ask", released)).status_code == status


def test_result_page_offers_it(page, visit, released):
    make_published_result(released)

    text = visit("farid").get(page("result_detail", released)).content.decode()

    assert page("reopening_ask", released) in text


def test_waiting_requests_are_those_one_may_answer(ask, office):
    reopening = ask()

    assert reopenings_to_answer(actor_for(office.farid)) == [reopening]
    assert reopenings_to_answer(actor_for(office.dewi)) == []
    assert [
        open_reopenings(actor_for(getattr(office, name))) == [reopening]
        for name in ("farid", "dewi", "budi", "ani")
    ] == [True, True, False, False]
    assert readable_reopenings(actor_for(office.ani)).count() == 0


def test_reason_stands_before_the_supervisor_and_the_employee(page, visit, ask, released):
    make_published_result(released)
    visit("farid").post(page("reopening_detail", ask()), {"confirm": "1", "answer": ""})

    for name, address in (("budi", "review_results"), ("ani", "evaluation_detail")):
        text = visit(name).get(page(address, released)).text
        assert "memintanya:" in text
        assert "Farid Hidayat menyetujuinya." in text
        assert "Angka capaian tertukar" in text
