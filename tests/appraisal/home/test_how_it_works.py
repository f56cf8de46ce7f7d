"""The page that explains the appraisal."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Delegation
from appraisal.choices import EvaluationStage as E
from appraisal.choices import Part
from appraisal.models import AppraisalCycle, Criterion, CycleTemplate, EvaluationPeriod
from appraisal.queries import phases
from appraisal.queries.how_it_works import how_it_works_page
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_cycle, make_evaluation, make_work_plan

ADDRESS = "/cara-kerja/"


@pytest.fixture
def plan(office, cycle):
    """Ani's agreed plan."""
    return make_work_plan(cycle, office.assignments.ani, supervisor=office.budi)


def page_of(person):
    """Return the page for a person."""
    return how_it_works_page(actor_for(person), NOON.date())


def test_address():
    assert reverse("appraisal:how_it_works") == ADDRESS


def test_page_without_a_cycle_explains_without_dates(client, ani):
    client.force_login(ani)

    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "Tidak ada siklus yang berjalan" in response.text
    assert "Kuadran kinerja" in response.text


def test_stages_come_from_the_windows(ani, plan):
    assert [(item.title, item.text) for item in page_of(ani).stages][1:3] == [
        ("Penilaian diri", "16 November sampai 4 Desember"),
        ("Penilaian atasan", "16 November sampai 18 Desember"),
    ]


def test_quadrant_is_the_regulations_table(ani):
    names = [[cell.rating for cell in row] for row in page_of(ani).quadrant]

    assert names == [
        ["Kurang", "Baik", "Sangat baik"],
        ["Kurang", "Baik", "Baik"],
        ["Sangat kurang", "Butuh perbaikan", "Butuh perbaikan"],
    ]


def test_five_levels_are_shown(ani):
    assert [row.level for row in page_of(ani).levels] == [1, 2, 3, 4, 5]


def test_parts_that_ask_nothing_of_anybody_are_left_out(ani, plan):
    lines = {line.label: line.word for line in page_of(ani).asked.parts}

    assert lines["Sasaran kinerja (SKP)"] == "wajib"
    assert set(lines.values()) == {"wajib", "tidak wajib"}


def test_clocks_give_an_example_before_delivery(ani, plan):
    assert page_of(ani).clocks[1].date == (
        "Contoh: bila hasil diserahkan 16 November 2026, waktu mengajukan keberatan habis"
        " 4 Desember 2026."
    )


def test_clocks_give_the_date_after_delivery(ani, plan):
    make_evaluation(plan, stage=E.DELIVERED, submitted_at=NOON)

    assert page_of(ani).clocks[1].date == "sampai 10 Desember 2026"


@pytest.mark.parametrize("name", ["ani", "budi", "dewi", "eko"])
def test_page_opens_for_everybody(client, office, plan, name):
    client.force_login(getattr(office, name))

    assert client.get(ADDRESS).status_code == 200


def test_page_is_read_only(client, ani):
    client.force_login(ani)

    assert client.post(ADDRESS).status_code == 405


def test_release_is_counted_by_its_own_clock(ani, plan, monkeypatch):
    make_evaluation(plan, stage=E.DECIDED, submitted_at=NOON)
    monkeypatch.setattr(phases, "OBJECTION_DAYS", 1)

    assert page_of(ani).clocks[0].date == "sampai 10 Desember 2026"


def cycle_from(office, code):
    """Return a running cycle with everything that a template asks."""
    template = CycleTemplate.objects.get(code=code)
    cycle = make_cycle(office.dewi, name=f"Siklus {code}", narratives=template.narratives,
                       options=template.options)  # fmt: skip
    AppraisalCycle.objects.filter(pk=cycle.pk).update(template=template, parts=template.parts)
    for position, row in enumerate(template.criteria):
        Criterion.objects.create(cycle=cycle, position=position, **row)
    return cycle


@pytest.mark.parametrize("code", ["T1", "T2", "T3", "T4", "T5"])
def test_page_is_made_from_the_settings_of_the_cycle(client, office, code):
    cycle = cycle_from(office, code)
    client.force_login(office.ani)

    response = client.get(ADDRESS)

    asked = response.context["page"].asked
    template = CycleTemplate.objects.get(code=code)
    wanted = [part for part in Part if template.parts[part] in {"required", "optional"}]
    assert response.context["page"].cycle == cycle
    assert [line.label for line in asked.parts] == [part.label for part in wanted]
    assert len(asked.narratives) == len(template.narratives)
    assert [one.name for one in asked.criteria] == [row["name"] for row in template.criteria]
    assert len(asked.options) == len(template.options)


def test_words_of_the_parts_reach_the_page(client, office):
    cycle_from(office, "T2")
    client.force_login(office.ani)

    page = client.get(ADDRESS).text

    assert "Menyampaikan informasi dengan jelas dan santun" in page
    assert "Inovasi: wajib" in page


def test_evaluations_stand_side_by_side_with_their_days(client, office, cycle):
    EvaluationPeriod.objects.create(
        cycle=cycle, kind="SEMESTER", name="Semester I",
        from_date=date(2026, 1, 1), until_date=date(2026, 6, 30),
    )  # fmt: skip
    client.force_login(office.ani)

    lines = client.get(ADDRESS).context["page"].asked.periods

    assert [(line.period.name, line.span, len(line.phases)) for line in lines] == [
        ("Semester I", "1 Januari sampai 30 Juni 2026", 0),
        ("Tahun 2026", "1 Januari sampai 31 Desember 2026", 3),
    ]


def test_one_chooses_among_the_running_cycles(client, office, plan):
    other = cycle_from(office, "T3")
    make_work_plan(other, office.assignments.ani, supervisor=office.budi)
    client.force_login(office.ani)

    chosen = [
        client.get(ADDRESS, {"siklus": wanted}).context["page"].cycle
        for wanted in ("", plan.cycle.public_id, "tidak-ada")
    ]

    assert chosen == [other, plan.cycle, other]


def test_cycle_that_concerns_somebody_else_is_not_offered(client, office, plan):
    cycle_from(office, "T3")
    client.force_login(office.ani)

    assert client.get(ADDRESS).context["page"].cycles == [plan.cycle]


def test_rehearsal_is_shown_to_its_people_only(client, office, plan):
    trial = cycle_from(office, "T1")
    AppraisalCycle.objects.filter(pk=trial.pk).update(trial_of=plan.cycle)
    make_work_plan(trial, office.assignments.citra, supervisor=office.budi)

    shown = {}
    for person in (office.ani, office.citra):
        client.force_login(person)
        shown[person] = trial in client.get(ADDRESS).context["page"].cycles

    assert shown == {office.ani: False, office.citra: True}


def test_who_acts_for_the_supervisor_is_named(client, office, plan):
    today = timezone.localdate()
    Delegation.objects.create(
        delegator=office.budi, delegate=office.farid, from_date=today, until_date=today,
        reason="Cuti", created_by=office.budi, created_at=NOON,
    )  # fmt: skip
    client.force_login(office.ani)

    page = client.get(ADDRESS).text

    assert "Saat ini: Farid Hidayat bertindak untuk Budi Santoso" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for code in ("T2", "T3", "T4")[:rows]:
        cycle_from(office, code)
    make_work_plan(
        AppraisalCycle.objects.get(name="Siklus T2"),
        office.assignments.ani,
        supervisor=office.budi,
    )
    client.force_login(office.ani)

    with django_assert_num_queries(14):
        client.get(ADDRESS)
