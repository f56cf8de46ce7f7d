"""The pages on which the achievement of units is listed and recorded."""

import pytest

from appraisal.models import UnitAchievement
from tests.factories.accounts import make_org_unit
from tests.factories.appraisal import make_cycle

pytestmark = pytest.mark.django_db


def test_achievement_list_leads_to_the_other_running_cycles(page, as_dewi, office):
    cycle = make_cycle(office.dewi, units=[office.dinas])
    other = make_cycle(office.dewi, units=[office.agency], name="Penilaian semester")

    shown = as_dewi.get(page("unit_achievement_list", cycle))

    assert list(shown.context["others"]) == [other]
    assert page("unit_achievement_list", other) in shown.text


@pytest.mark.parametrize("count", [1, 3])
def test_achievement_list_asks_the_same_questions_for_any_number(
    page, as_dewi, office, django_assert_num_queries, count
):
    root = make_org_unit("Kecamatan Contoh", parent=office.agency)
    for number in range(count - 1):
        make_org_unit(f"Kelurahan {number}", parent=root)
    cycle = make_cycle(office.dewi, units=[root])

    with django_assert_num_queries(12):
        response = as_dewi.get(page("unit_achievement_list", cycle))

    assert len(response.context["rows"]) == count + 1  # and the agency above


def test_achievement_is_recorded(page, as_dewi, running, office):
    data = {"value": "GOOD", "source": "LKjIP 2026", "set_date": "2026-11-10"}

    response = as_dewi.post(page("unit_achievement_edit", running, office.dinas.public_id), data)

    achievement = UnitAchievement.objects.get()
    assert response.url == page("unit_achievement_list", running)
    assert (achievement.org_unit, achievement.value, achievement.year) == (
        office.dinas,
        "GOOD",
        2026,
    )


def test_achievement_without_date_keeps_every_word(page, as_dewi, running, office):
    data = {"value": "POOR", "source": "Keputusan kepala daerah", "set_date": ""}

    response = as_dewi.post(page("unit_achievement_edit", running, office.dinas.public_id), data)

    form = response.context["form"]
    assert response.status_code == 422
    assert (form["value"].value(), form["source"].value()) == ("POOR", "Keputusan kepala daerah")


def test_head_records_for_the_own_unit_only(page, client, running, office):
    client.force_login(office.farid)

    listed = client.get(page("unit_achievement_list", running))
    own = client.get(page("unit_achievement_edit", running, office.dinas.public_id))
    other = client.get(page("unit_achievement_edit", running, office.elsewhere.public_id))

    assert [row.name for row in listed.context["rows"]] == ["Dinas Contoh"]
    assert (own.status_code, other.status_code) == (200, 404)
