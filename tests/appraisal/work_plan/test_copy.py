"""Copying results into a draft: from earlier plans, colleagues and the library; sharing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.refusals import Refusal
from appraisal.choices import WorkPlanStage as S
from appraisal.models import WorkPlan
from appraisal.queries.plan_copy import (
    COLLEAGUE,
    EARLIER,
    LIBRARY,
    PER_PAGE,
    chosen_sources,
    offered,
)
from appraisal.services.plan_copy import copy_results
from appraisal.services.plan_share import share_plan
from appraisal.services.result_library import add_to_library
from tests.appraisal.work_plan.conftest import JANUARY
from tests.factories.accounts import actor_for
from tests.factories.appraisal import make_cycle, make_work_plan

COPY_QUERIES = 11


@pytest.fixture
def last_year(office):
    """Ani's agreed plan of the year before."""
    cycle = make_cycle(office.dewi, name="Penilaian kinerja 2025")
    return make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid, results=3
    )


def rename(plan, word):
    """Give the results of a plan other words, so that they are no doubles."""
    for row in plan.planned_results.all():
        row.statement = f"{word} {row.statement}"
        row.save()


def statements(plan):
    """Return what a plan promises, in order."""
    return list(plan.planned_results.order_by("position", "pk").values_list("statement", flat=True))


def address(plan, source):
    """Return the page that copies from a source."""
    return f"{reverse('appraisal:work_plan_copy', args=[plan.public_id])}?dari={source}"


def test_lines_arrive_after_what_is_there(make_plan, last_year, ani):
    plan = make_plan(results=1)
    rename(last_year, "Dulu")
    chosen = list(last_year.planned_results.in_form_order())[:2]

    fresh, known = copy_results(
        work_plan=plan, sources=chosen, actor=actor_for(ani), at=JANUARY, expected_revision=0
    )

    assert statements(plan) == [
        "Rencana hasil kerja ke-1",
        "Dulu Rencana hasil kerja ke-1",
        "Dulu Rencana hasil kerja ke-2",
    ]
    copy = plan.planned_results.get(position=1)
    assert copy.indicators.get().values() == chosen[0].indicators.get().values()
    assert (len(fresh), len(known), plan.revision) == (2, 0, 1)


def test_what_is_there_is_not_copied_again(make_plan, last_year, ani):
    plan = make_plan(results=2)

    fresh, known = copy_results(
        work_plan=plan,
        sources=list(last_year.planned_results.in_form_order()),
        actor=actor_for(ani),
        at=JANUARY,
    )

    assert [len(fresh), len(known), len(statements(plan))] == [1, 2, 3]


def test_numbers_become_words_in_a_plan_in_words(make_plan, last_year, ani):
    plan = make_plan(results=0)
    WorkPlan.objects.filter(pk=plan.pk).update(approach="QUALITATIVE")

    copy_results(
        work_plan=plan,
        sources=list(last_year.planned_results.all())[:1],
        actor=actor_for(ani),
        at=JANUARY,
    )

    row = plan.planned_results.get().indicators.get()
    assert (row.target_text, row.target_min, row.unit_of_measure) == ("1 dokumen", None, "")


def test_copying_nothing_is_refused(make_plan, ani):
    with pytest.raises(Refusal) as refusal:
        copy_results(work_plan=make_plan(), sources=[], actor=actor_for(ani), at=JANUARY)

    assert refusal.value.code == "nothing_chosen"


@pytest.mark.parametrize("stage", [S.PROPOSED, S.AGREED])
def test_only_a_draft_takes_copies(make_plan, last_year, ani, stage):
    with pytest.raises(Refusal) as refusal:
        copy_results(
            work_plan=make_plan(stage),
            sources=list(last_year.planned_results.all()),
            actor=actor_for(ani),
            at=JANUARY,
        )

    assert refusal.value.code == "wrong_stage"


def test_only_own_shared_and_offered_lines_can_be_chosen(office, make_plan, last_year):
    plan, actor = make_plan(results=0), actor_for(office.ani)
    theirs = make_plan(S.AGREED, assignment=office.assignments.citra)
    foreign = [row.public_id for row in theirs.planned_results.all()]
    own = [row.public_id for row in last_year.planned_results.all()]

    before = [
        len(chosen_sources(plan, actor, source, [*foreign, *own]))
        for source in (EARLIER, COLLEAGUE, LIBRARY)
    ]
    share_plan(work_plan=theirs, people=[office.ani], actor=actor_for(office.citra), at=JANUARY)
    after = [
        len(chosen_sources(plan, actor, source, [*foreign, *own]))
        for source in (EARLIER, COLLEAGUE, LIBRARY)
    ]

    assert (before, after) == ([3, 0, 0], [3, 2, 0])


def test_withdrawn_share_is_closed(office, make_plan):
    plan, actor = make_plan(results=0), actor_for(office.ani)
    theirs = make_plan(S.AGREED, assignment=office.assignments.citra)
    for people in ([office.ani], []):
        share_plan(work_plan=theirs, people=people, actor=actor_for(office.citra), at=JANUARY)

    assert list(offered(plan, actor, COLLEAGUE)) == []


def test_plan_is_shared_by_its_owner_with_colleagues_only(office, make_plan):
    plan = make_plan(S.AGREED, assignment=office.assignments.citra)
    make_plan(S.AGREED)

    for people, sharer in (([office.eko], office.citra), ([office.ani], office.budi)):
        with pytest.raises(PermissionDenied):
            share_plan(work_plan=plan, people=people, actor=actor_for(sharer), at=JANUARY)


def test_sharing_does_not_open_the_plan_itself(sign_in, office, make_plan):
    plan = make_plan(S.AGREED, assignment=office.assignments.citra)
    make_plan()
    share_plan(work_plan=plan, people=[office.ani], actor=actor_for(office.citra), at=JANUARY)

    assert sign_in(office.ani).get(plan.get_absolute_url()).status_code == 404


def test_copying_by_page(sign_in, ani, make_plan, last_year):
    plan = make_plan(results=0)
    keys = [row.public_id for row in last_year.planned_results.in_form_order()]
    data = {"expected_revision": 0, "lines": keys[:2]}

    response = sign_in(ani).post(address(plan, EARLIER), data, follow=True)

    assert statements(plan) == ["Rencana hasil kerja ke-1", "Rencana hasil kerja ke-2"]
    assert "2 rencana hasil kerja ditambahkan." in response.text


@pytest.mark.parametrize("data", [{}, {"lines": ["tidak-ada"]}])
def test_copying_nothing_by_page_asks_again(sign_in, ani, make_plan, last_year, data):
    plan = make_plan(results=0)

    response = sign_in(ani).post(address(plan, EARLIER), {"expected_revision": 0, **data})

    assert (response.status_code, statements(plan)) == (422, [])


def test_copying_into_a_plan_changed_elsewhere_keeps_the_ticks(sign_in, ani, make_plan, last_year):
    plan = make_plan(results=0)
    WorkPlan.objects.filter(pk=plan.pk).update(revision=4)
    key = last_year.planned_results.first().public_id

    response = sign_in(ani).post(address(plan, EARLIER), {"expected_revision": 0, "lines": [key]})

    assert (response.status_code, response.context["ticked"]) == (422, {key})


@pytest.mark.parametrize("source", [EARLIER, COLLEAGUE, LIBRARY])
def test_every_empty_source_says_why(sign_in, ani, make_plan, source):
    words = {
        EARLIER: "Belum ada SKP Anda yang terdahulu",
        COLLEAGUE: "Belum ada rekan yang membagikan SKP kepada Anda",
        LIBRARY: "Pustaka belum memuat hasil seperti itu",
    }

    response = sign_in(ani).get(address(make_plan(), source))

    assert words[source] in response.text


def test_unknown_source_is_not_found(sign_in, ani, make_plan):
    assert sign_in(ani).get(address(make_plan(), "lain")).status_code == 404


@pytest.mark.parametrize("source", [EARLIER, COLLEAGUE, LIBRARY])
@pytest.mark.parametrize("results", [1, 3])
def test_copy_page_has_a_constant_number_of_queries(
    sign_in, office, make_plan, source, results, django_assert_num_queries
):
    plan = make_plan(results=0)
    fill_source(office, make_plan, source, results)
    client = sign_in(office.ani)
    client.get(address(plan, source))

    noted = 1 if source == COLLEAGUE else 0  # whose plans were opened
    with django_assert_num_queries(COPY_QUERIES + noted):
        response = client.get(address(plan, source))

    assert sum(len(group.lines) for group in response.context["groups"]) == results


def fill_source(office, make_plan, source, results):
    """Let a source offer a number of results to Ani."""
    if source == EARLIER:
        cycle = make_cycle(office.dewi, name="Penilaian kinerja 2025")
        make_work_plan(cycle, office.assignments.ani, supervisor=office.budi, results=results)
        return
    plan = make_plan(S.AGREED, assignment=office.assignments.citra, results=results)
    if source == COLLEAGUE:
        share_plan(work_plan=plan, people=[office.ani], actor=actor_for(office.citra), at=JANUARY)
        return
    for row in plan.planned_results.all():
        add_to_library(
            planned_result=row,
            position_kind=office.assignments.ani.job_position.kind,
            actor=actor_for(office.budi),
            at=JANUARY,
        )


def test_library_goes_on_behind_the_first_page(sign_in, office, ani, make_plan, monkeypatch):
    monkeypatch.setitem(PER_PAGE, EARLIER, 1)
    plan = make_plan(results=0)
    for year in (2023, 2024):
        cycle = make_cycle(office.dewi, name=f"Penilaian kinerja {year}")
        make_work_plan(
            cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid, results=1
        )
    client = sign_in(ani)

    pages = [client.get(f"{address(plan, EARLIER)}&page={number}") for number in (1, 2)]

    assert [[group.title for group in page.context["groups"]] for page in pages] == [
        ["Penilaian kinerja 2024"],
        ["Penilaian kinerja 2023"],
    ]
