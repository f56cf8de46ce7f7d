"""Dictionary and standards: everybody reads, only HR of the whole agency sets."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.refusals import Refusal
from competency.models import AssessedLevel, Competency, PositionStandard
from competency.queries.standard import kind_lines, own_positions, position_lines, standard_levels
from competency.services.assessed_level import record_assessed_levels
from competency.services.standard import set_position_standards, set_standard
from tests.factories.accounts import (
    actor_for,
    make_assignment,
    make_employee,
    make_job_position,
)
from tests.factories.appraisal import NOON


@pytest.fixture
def administrator_standard(db):
    return PositionStandard.objects.get(competency__code="M.01", position_kind="ADMINISTRATOR")


def test_dictionary_lists_the_nine_competencies_in_order(client, ani):
    client.force_login(ani)

    page = client.get(reverse("competency:dictionary"))

    codes = [competency.code for competency in page.context["dictionary"].given]
    assert codes == [*(f"M.0{number}" for number in range(1, 9)), "SK.01"]


def test_competency_page_shows_three_indicators_of_each_level(client, ani):
    client.force_login(ani)
    competency = Competency.objects.get(code="M.05")

    page = client.get(competency.get_absolute_url())

    assert [len(level.indicators) for level in page.context["levels"]] == [3, 3, 3, 3, 3]


@pytest.mark.parametrize("name", ["competency:dictionary", "competency:standard_list"])
def test_pages_cost_the_same_for_every_number_of_rows(
    client, ani, name, django_assert_max_num_queries
):
    client.force_login(ani)

    with django_assert_max_num_queries(9):
        assert client.get(reverse(name)).status_code == 200


def test_standard_of_a_kind_is_the_level_for_every_competency(db):
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")
    framework = Competency.objects.first().framework

    assert set(standard_levels(post, framework, date(2026, 11, 1)).values()) == {3}


def test_standard_of_one_position_goes_before_that_of_its_kind(db):
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")
    competency = Competency.objects.get(code="M.03")
    PositionStandard.objects.create(
        competency=competency, job_position=post, level=4, from_date=date(2026, 1, 1)
    )

    levels = standard_levels(post, competency.framework, date(2026, 11, 1))

    assert (levels["M.03"], levels["M.04"]) == (4, 3)


def test_single_positions_have_lines_of_their_own(db):
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")
    competency = Competency.objects.get(code="M.03")
    day = date(2026, 1, 1)
    PositionStandard.objects.create(
        competency=competency, job_position=post, level=4, from_date=day
    )

    kinds = kind_lines([competency], day)
    lines = position_lines(own_positions([competency]), [competency], day)

    assert [line.name for line in lines] == ["Analis Kebijakan Ahli Muda"]
    assert "Analis Kebijakan" not in [line.name for line in kinds]


def test_single_positions_come_page_by_page_and_are_found_by_name(client, dewi):
    competency = Competency.objects.get(code="M.01")
    PositionStandard.objects.bulk_create(
        PositionStandard(
            competency=competency,
            job_position=make_job_position(f"Posisi {number:02d}"),
            level=4,
            from_date=date(2026, 1, 1),
        )
        for number in range(51)
    )
    client.force_login(dewi)
    url = reverse("competency:standard_list")

    pages = [client.get(url, {"page": number}).context["lines"] for number in (1, 2)]
    found = client.get(url, {"q": "posisi 50 ahli"}).context["lines"]
    nothing = client.get(url, {"q": "direktur"})

    assert [len(lines) for lines in pages] == [50, 1]
    assert [line.name for line in found] == ["Posisi 50 Ahli Muda"]
    assert "Tidak ada jabatan bernama itu yang punya standar sendiri." in nothing.text


def test_doubtful_rows_of_the_default_table_are_marked(db):
    doubtful = PositionStandard.objects.filter(is_doubtful=True)

    kinds = set(doubtful.values_list("position_kind", "functional_grade"))
    assert kinds == {("JPT_MADYA", ""), ("FUNCTIONAL", "TERAMPIL")}


def test_standard_set_by_hr_closes_the_one_before(client, dewi, administrator_standard):
    client.force_login(dewi)
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])

    answer = client.post(address, {"level": 4, "from_date": "2098-01-01", "note": "Perwali 12"})

    assert answer.status_code == 302
    administrator_standard.refresh_from_db()
    newest = PositionStandard.objects.get(
        competency=administrator_standard.competency,
        position_kind="ADMINISTRATOR",
        until_date=None,
    )
    assert administrator_standard.until_date == date(2097, 12, 31)
    assert (newest.level, newest.from_date, newest.is_doubtful) == (4, date(2098, 1, 1), False)


def test_standard_without_source_keeps_what_was_typed(client, dewi, administrator_standard):
    client.force_login(dewi)
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])

    answer = client.post(address, {"level": 5, "from_date": "01/02/2027", "note": ""})

    assert answer.status_code == 422
    assert answer.context["form"]["from_date"].value() == "01/02/2027"
    assert "Sebutkan sumber atau alasannya" in answer.content.decode()


def test_standard_before_a_planned_one_is_refused(client, dewi, administrator_standard):
    client.force_login(dewi)
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])
    client.post(address, {"level": 4, "from_date": "2099-01-01", "note": "Perwali 12"})

    answer = client.post(address, {"level": 2, "from_date": "2098-06-01", "note": "Perwali 9"})

    assert answer.status_code == 422
    assert PositionStandard.objects.filter(level=2, position_kind="ADMINISTRATOR").count() == 0


@pytest.mark.parametrize("person", ["ani", "budi", "eko"])
def test_standard_is_not_set_by_others(client, office, person, administrator_standard):
    client.force_login(getattr(office, person))
    address = reverse("competency:standard_edit", args=[administrator_standard.public_id])

    assert client.post(address, {"level": 1}).status_code == 403


def set_level(standard, actor, from_date, level=4):
    """Set another level of the post of a standard, on 20 November 2026."""
    return set_standard(
        competency=standard.competency,
        post={
            "position_kind": standard.position_kind,
            "functional_grade": "",
            "job_position": None,
        },
        level=level,
        from_date=from_date,
        note="Perwali 12",
        actor=actor,
        at=NOON,
    )


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 11, 20)])
def test_standard_of_evaluations_that_are_open_does_not_change(dewi, administrator_standard, day):
    with pytest.raises(Refusal) as refusal:
        set_level(administrator_standard, actor_for(dewi), day)

    assert refusal.value.code == "past_date"
    assert "21 November 2026" in str(refusal.value)


def test_standard_may_change_from_tomorrow_and_be_corrected_until_then(
    dewi, administrator_standard
):
    tomorrow = date(2026, 11, 21)
    first = set_level(administrator_standard, actor_for(dewi), tomorrow)
    corrected = set_level(administrator_standard, actor_for(dewi), tomorrow, level=5)

    assert (corrected.pk, corrected.level) == (first.pk, 5)


def test_post_without_a_standard_gets_one_from_today(dewi):
    post = make_job_position("Tenaga Layanan", grade="")
    levels = dict.fromkeys(Competency.objects.all(), 2)

    rows = set_position_standards(
        job_position=post,
        levels=levels,
        from_date=NOON.date(),
        note="Peta jabatan",
        actor=actor_for(dewi),
        at=NOON,
    )

    framework = Competency.objects.first().framework
    assert len(rows) == 9
    assert set(standard_levels(post, framework, NOON.date()).values()) == {2}


def position_form(levels, **changes):
    """Return what the page of one position sends."""
    fields = {f"level_{one.public_id}": levels for one in Competency.objects.all()}
    return fields | {"from_date": "2099-01-01", "note": "Peta jabatan"} | changes


def test_page_of_one_position_begins_with_the_levels_of_its_kind(client, dewi):
    client.force_login(dewi)
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")

    page = client.get(reverse("competency:position_standard_edit", args=[post.public_id]))

    levels = [field.value() for field in page.context["form"].level_fields]
    assert levels == [3] * 9


def test_page_of_one_position_saves_all_levels_at_once(client, dewi):
    client.force_login(dewi)
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")
    address = reverse("competency:position_standard_edit", args=[post.public_id])

    answer = client.post(address, position_form("4"))

    assert answer.url == reverse("competency:position_standard_list")
    assert [row.level for row in PositionStandard.objects.filter(job_position=post)] == [4] * 9


@pytest.mark.parametrize(
    "changes", [{"from_date": "2020-01-01"}, {"note": ""}, {"from_date": "besok"}]
)
def test_page_of_one_position_keeps_what_was_typed(client, dewi, changes):
    client.force_login(dewi)
    post = make_job_position("Analis Kebijakan", grade="AHLI_MUDA")
    address = reverse("competency:position_standard_edit", args=[post.public_id])

    answer = client.post(address, position_form("4", **changes))

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, list(changes))
    assert [field.value() for field in form.level_fields] == ["4"] * 9
    assert not PositionStandard.objects.filter(job_position=post).exists()


def test_list_names_positions_without_a_standard_first(client, office):
    make_assignment(
        make_employee("Gita"), office.dinas, job_position=make_job_position("Tenaga", grade="")
    )
    client.force_login(office.dewi)

    page = client.get(reverse("competency:position_standard_list"))
    found = client.get(reverse("competency:position_standard_list"), {"q": "kepala"})

    names = [post.name for post in page.context["positions"]]
    assert names == ["Tenaga", "Analis Kebijakan", "Kepala Bidang", "Kepala Dinas"]
    assert [post.name for post in found.context["positions"]] == ["Kepala Bidang", "Kepala Dinas"]


@pytest.mark.parametrize("person", ["ani", "budi", "eko"])
def test_standard_of_one_position_is_not_set_by_others(client, office, person):
    client.force_login(getattr(office, person))
    address = reverse("competency:position_standard_edit", args=[make_job_position().public_id])

    assert client.post(address, {}).status_code == 403
    assert client.get(reverse("competency:position_standard_list")).status_code == 403


def test_ledger_takes_the_day_of_the_agency(ani):
    before_midnight_utc = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # 20 November, 06.30 WIB

    record_assessed_levels(
        employee=ani,
        levels={Competency.objects.first(): 3},
        source="SUPERVISOR",
        source_id="x",
        version=1,
        at=before_midnight_utc,
    )

    assert AssessedLevel.objects.get().assessed_date == date(2026, 11, 20)
