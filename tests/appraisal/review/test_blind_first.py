"""Mark first: what the employee answered opens item by item, with the supervisor's own mark."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.choices import CycleOption
from appraisal.models import BehaviourAnswer, CompetencyClaim, CriterionAnswer
from appraisal.queries.review import review_sheet
from appraisal.services.review import decide_evaluation
from tests.factories.accounts import actor_for
from tests.factories.acting import answer_criteria, ask_criteria, give_option, make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import competencies_for, complete_drafts, write_drafts

pytestmark = pytest.mark.usefixtures("always_open")
KINDS = ("result", "behaviour", "criterion", "competency")
SECRET = "Rahasia sampai dinilai"


@pytest.fixture
def criteria(evaluation):
    """Return the criteria of the cycle, answered by Ani."""
    rows = ask_criteria(evaluation.period.cycle)
    answer_criteria(evaluation.self_assessments.get(), rows)
    return rows


@pytest.fixture
def blind(evaluation, criteria):
    """Let the supervisor mark first; every example of Ani says the same secret."""
    give_option(evaluation.period.cycle, CycleOption.BLIND_FIRST)
    for model in (BehaviourAnswer, CriterionAnswer, CompetencyClaim):
        model.objects.update(example=SECRET)
    return evaluation


def first_item(evaluation, kind, author):
    """Return the first item of a kind on the sheet of an author."""
    sheet = review_sheet(evaluation, author)
    rows = {
        "result": sheet.results,
        "behaviour": sheet.behaviours,
        "criterion": sheet.criteria,
        "competency": sheet.competencies,
    }
    return rows[kind][0]


def seen(item, kind):
    """Return what of the employee's own view stands on an item."""
    if kind == "competency":
        return (item.own, item.claim.example if item.claim else None)
    if kind == "result":
        return (item.answer.mark,)
    return (item.answer.mark, item.answer.example) if item.answer else (None, None)


def key_of(item, kind):
    """Return the draft key of the supervisor's mark on an item."""
    return item.level.key if kind == "competency" else item.mark.key


HIDDEN = {
    "result": ("",),
    "behaviour": (None, None),
    "criterion": (None, None),
    "competency": (None, None),
}
OPEN = {
    "result": ("MEETS",),
    "behaviour": ("MEETS", SECRET),
    "criterion": ("ABOVE", SECRET),
    "competency": (3, SECRET),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_opens_with_the_own_mark_and_closes_with_it(office, blind, kind):
    item = first_item(blind, kind, office.budi)
    before = seen(item, kind)
    write_drafts(blind, office.budi, {key_of(item, kind): "2" if kind == "competency" else "BELOW"})
    marked = seen(first_item(blind, kind, office.budi), kind)
    blind.drafts.update(value="")
    emptied = seen(first_item(blind, kind, office.budi), kind)

    assert (before, marked, emptied) == (HIDDEN[kind], OPEN[kind], HIDDEN[kind])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["x", "9", " "])
def test_what_is_no_mark_opens_nothing(office, blind, kind, value):
    item = first_item(blind, kind, office.budi)
    write_drafts(blind, office.budi, {key_of(item, kind): value})

    assert seen(first_item(blind, kind, office.budi), kind) == HIDDEN[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_feedback_alone_opens_nothing(office, blind, kind):
    item = first_item(blind, kind, office.budi)
    key = item.example.key if kind == "competency" else item.feedback.key
    write_drafts(blind, office.budi, {key: "Teliti"})

    assert seen(first_item(blind, kind, office.budi), kind) == HIDDEN[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_mark_of_somebody_else_opens_nothing(office, blind, kind):
    make_delegation(office.budi, office.citra)
    item = first_item(blind, kind, office.budi)
    write_drafts(blind, office.budi, {key_of(item, kind): "2" if kind == "competency" else "BELOW"})

    assert seen(first_item(blind, kind, office.citra), kind) == HIDDEN[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_option_everything_is_open(office, blind, kind):
    give_option(blind.period.cycle)

    assert seen(first_item(blind, kind, office.budi), kind) == OPEN[kind]


def test_what_is_not_opened_is_not_even_fetched(office, blind):
    with CaptureQueriesContext(connection) as queries:
        review_sheet(blind, office.budi)
    fetched = []
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            cursor.execute(query["sql"])
            fetched += [str(row) for row in cursor.fetchall()]

    assert [row for row in fetched if SECRET in row] == []


@pytest.mark.parametrize("tab", ["hasil", "perilaku", "kriteria", "kompetensi", "ringkasan"])
def test_no_tab_shows_it_before(office, blind, sign_in, tab):
    response = sign_in(office.budi).get(f"/tinjau/{blind.public_id}/{tab}/", follow=True)

    text = response.content.decode()
    assert SECRET not in text
    assert ("erbuka setelah Anda memberi penilaian" in text) == (tab != "ringkasan")


def test_realisation_and_evidence_stay_open(office, blind, sign_in):
    text = sign_in(office.budi).get(f"/tinjau/{blind.public_id}/hasil/").content.decode()

    assert "Satu dokumen ditetapkan pada bulan Juni." in text
    assert "Keputusan penetapan" in text


def test_decision_freezes_both_views_although_some_stayed_closed(office, blind):
    write_drafts(blind, office.budi, complete_drafts(blind))

    result = decide_evaluation(evaluation=blind, actor=actor_for(office.budi), at=NOON)

    snapshot = result.snapshot
    assert {row["self_mark"] for row in snapshot["behaviours"]} == {"MEETS"}
    assert {row["self_level"] for row in snapshot["competencies"]} == {3}
    assert len(snapshot["competencies"]) == len(competencies_for(blind))


def test_what_has_just_opened_is_read_before_the_next_page(office, blind, sign_in):
    first = competencies_for(blind)[0]
    page = f"/tinjau/{blind.public_id}/kompetensi/{first.public_id}/"
    name = f"competency-{first.public_id}"
    data = {f"{name}-level": "3", f"{name}-level-rev": "0", "next": "1"}
    client = sign_in(office.budi)

    stays = client.post(page, data)
    shown = client.get(stays.url).text
    goes_on = client.post(page, data | {f"{name}-level-rev": "1"})

    assert (stays.url, goes_on.url == page) == (page, False)
    assert ("Sekarang terbuka di sini" in shown, SECRET in shown) == (True, True)
