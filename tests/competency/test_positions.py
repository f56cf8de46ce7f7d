"""Positions: which lack a standard, levels for several at once, and correcting their kind."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, JobPosition
from accounts.refusals import Refusal
from competency.models import Competency, PositionStandard
from competency.services.bulk_standard import set_bulk_standards
from tests.competency.technical import TODAY, TOMORROW, add, address
from tests.factories.accounts import actor_for, make_assignment, make_employee, make_job_position
from tests.factories.appraisal import NOON

LIST = reverse("competency:position_standard_list")
BULK = reverse("competency:bulk_standard")
EDIT = reverse("competency:position_edit")


@pytest.fixture
def posts(db):
    """Return two functional positions that have the levels of their kind, and one without any."""
    names = ("Analis A", "Analis B")
    return [*(make_job_position(name) for name in names), make_job_position("Tenaga", grade="")]


def names(page):
    """Return the positions that a page lists."""
    return [position.name for position in page.context["positions"]]


def typed(code="M.01", level="5", **changes):
    """Return what the form of several positions sends."""
    competency = Competency.objects.get(code=code)
    fields = {
        f"level_{competency.public_id}": level,
        "from_date": "2099-01-01",
        "note": "Perwali 1",
    }
    return fields | {"step": "preview"} | changes


def set_levels(dewi, positions, levels, from_date, expected):
    """Call the service as the HR administrator of the whole agency."""
    return set_bulk_standards(
        positions=positions,
        levels=levels,
        from_date=from_date,
        note="Perwali 1",
        expected=expected,
        actor=actor_for(dewi),
        at=NOON,
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"standards": "missing"}, ["Tenaga"]),
        ({"q": "analis", "people": "empty"}, ["Analis A", "Analis B"]),
        ({"kind": "ADMINISTRATOR"}, ["Kepala Bidang"]),
        ({"functional_grade": "AHLI_MUDA", "people": "held"}, ["Analis Kebijakan"]),
    ],
)
def test_positions_are_filtered(client, office, posts, filters, expected):
    client.force_login(office.dewi)

    assert names(client.get(LIST, filters)) == expected


def test_list_says_what_is_missing(client, office, posts):
    kind = {"position_kind": "FUNCTIONAL", "functional_grade": "AHLI_MUDA"}
    PositionStandard.objects.filter(competency__code__in=("M.02", "SK.01"), **kind).delete()
    client.force_login(office.dewi)

    page = client.get(LIST)

    missing = {position.name: position.missing for position in page.context["positions"]}
    assert (missing["Analis A"], len(missing["Tenaga"])) == (["M.02", "SK.01"], 9)
    assert names(page)[0] == "Analis Kebijakan"  # the one that people hold
    people = {position.name: position.people for position in page.context["positions"]}
    assert (people["Analis Kebijakan"], people["Analis A"]) == (4, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for number in range(rows):
        post = make_job_position(f"Posisi {number}")
        make_assignment(make_employee(), office.dinas, job_position=post)
    client.force_login(office.dewi)

    with django_assert_num_queries(10):
        page = client.get(LIST, {"q": "posisi"})

    assert len(names(page)) == rows


def test_preview_writes_nothing_and_apply_does(client, dewi, posts):
    client.force_login(dewi)
    url = address(BULK, posts)

    preview = client.post(url, typed())
    written = PositionStandard.objects.filter(job_position__in=posts).count()
    plan = preview.context["plan"]
    answer = client.post(url, typed(step="apply", expected=str(len(plan.changes))))

    assert (written, answer.url) == (0, LIST)
    assert [(one.before, one.after) for one in plan.changes] == [(3, 5), (3, 5), (None, 5)]
    levels = PositionStandard.objects.filter(job_position__in=posts)
    assert sorted(levels.values_list("job_position__name", "level")) == [
        ("Analis A", 5),
        ("Analis B", 5),
        ("Tenaga", 5),
    ]
    assert AuditEvent.objects.filter(action="standards_set").count() == 3


def test_all_that_fit_the_filter_are_chosen(client, dewi, posts):
    client.force_login(dewi)

    page = client.get(BULK, {"all": "yes", "q": "analis a"})

    assert names(page) == ["Analis A"]


def test_nothing_chosen_leads_back(client, dewi):
    client.force_login(dewi)

    assert client.get(BULK).url == LIST


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level": ""}, "__all__"),
        ({"note": ""}, "note"),
        ({"from_date": "kemarin"}, "from_date"),
        ({"from_date": "2020-01-01"}, "from_date"),
        ({"step": "apply", "expected": "7"}, "__all__"),
    ],
)
def test_refused_levels_keep_every_word(client, dewi, posts, changes, field):
    client.force_login(dewi)

    answer = client.post(address(BULK, posts), typed(**changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert answer.context["form"]["note"].value() == changes.get("note", "Perwali 1")
    assert not PositionStandard.objects.filter(job_position__in=posts).exists()


def test_own_level_before_is_closed_and_one_of_the_same_day_gives_way(dewi, posts):
    competency = Competency.objects.get(code="M.01")
    later = TODAY + timedelta(days=30)

    set_levels(dewi, posts[:1], {competency: 4}, TOMORROW, 1)
    set_levels(dewi, posts[:1], {competency: 5}, TOMORROW, 1)
    set_levels(dewi, posts[:1], {competency: 2}, later, 1)

    rows = PositionStandard.objects.filter(job_position=posts[0]).order_by("from_date")
    assert [(row.level, row.from_date, row.until_date) for row in rows] == [
        (5, TOMORROW, later - timedelta(days=1)),
        (2, later, None),
    ]


def test_later_row_and_equal_level_stay(dewi, posts):
    competency = Competency.objects.get(code="M.01")
    set_levels(dewi, posts[:1], {competency: 4}, TODAY + timedelta(days=30), 1)

    plan = set_levels(dewi, posts, {competency: 3}, TOMORROW, 1)

    assert [change.position.name for change in plan.blocked] == ["Analis A"]
    assert [change.position.name for change in plan.same] == ["Analis B"]
    assert [change.position.name for change in plan.changes] == ["Tenaga"]


def test_today_holds_only_for_posts_without_a_level(dewi, posts):
    competency = Competency.objects.get(code="M.01")
    set_levels(dewi, posts[2:], {competency: 4}, TODAY, 1)

    with pytest.raises(Refusal) as refused:
        set_levels(dewi, posts[:1], {competency: 4}, TODAY, 1)

    assert refused.value.code == "past_date"


def test_technical_level_does_not_begin_before_its_competency(dewi, posts):
    technical = add(dewi, from_date=TODAY + timedelta(days=9))

    with pytest.raises(Refusal) as refused:
        set_levels(dewi, posts, {technical: 2}, TOMORROW, 3)

    assert refused.value.code == "past_date"


def test_applying_costs_the_same_per_position(client, dewi, posts, django_assert_num_queries):
    client.force_login(dewi)
    for chosen in (posts[:1], posts):
        with django_assert_num_queries(12):
            client.post(address(BULK, chosen), typed())


@pytest.mark.parametrize("page", [BULK, EDIT])
@pytest.mark.parametrize("person", ["ani", "budi", "eko"])
def test_others_change_no_positions(client, office, posts, page, person):
    client.force_login(getattr(office, person))

    assert client.post(address(page, posts), typed()).status_code == 403


def test_standards_page_shows_technical_ones_apart(client, office, posts):
    add(office.dewi)
    Competency.objects.filter(code="T.01").update(from_date=timezone.localdate())
    technical = Competency.objects.get(code="T.01")
    client.force_login(office.dewi)
    page = reverse("competency:standard_list")

    before = client.get(page, {"kind": "technical"})
    PositionStandard.objects.create(
        competency=technical, job_position=posts[0], level=2, from_date=timezone.localdate()
    )
    after = client.get(page, {"kind": "technical"})

    assert "Belum ada jabatan yang mensyaratkan kompetensi teknis." in before.text
    assert [line.name for line in after.context["lines"]] == ["Analis A Ahli Muda"]
    assert len(client.get(page).context["competencies"]) == 9


def test_more_than_a_thousand_positions_are_set_at_once(client, dewi):
    JobPosition.objects.bulk_create(
        JobPosition(name=f"Posisi {number:04d}", kind="PELAKSANA") for number in range(1100)
    )
    client.force_login(dewi)
    url = f"{BULK}?all=yes&q=posisi"

    preview = client.post(url, typed(level="2"))
    plan = preview.context["plan"]
    client.post(url, typed(level="2", step="apply", expected=str(len(plan.changes))))

    assert len(plan.changes) == 1100
    assert PositionStandard.objects.filter(job_position__name__startswith="Posisi").count() == 1100
    assert "dan 1.000 lainnya" in preview.text
    events = AuditEvent.objects.filter(action="standards_set").order_by("pk")
    assert events.filter(subject_label="accounts.JobPosition").count() == 1000
    crowd = events.get(subject_label="competency.CompetencyFramework")
    assert len(crowd.data["positions"]) == 100
