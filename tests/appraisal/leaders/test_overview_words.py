"""What the overview says where nothing is shown, and that its chart, table and heat map agree."""

from appraisal.choices import RatingLabel
from tests.appraisal.leaders.test_overview import ADDRESS, look, make_plan_in


def test_topmost_unit_is_not_sent_to_one_above_it(client, leader, agency):
    agency.release(agency.north, 4)
    client.force_login(leader)

    top, below = (
        client.get(ADDRESS, {"unit": unit.public_id}).content.decode()
        for unit in (agency.office.agency, agency.north)
    )

    assert ("Lihat unit di atasnya" in top, "Lihat unit di atasnya" in below) == (False, True)


def test_cycle_closed_without_any_result_says_so(client, leader, agency):
    make_plan_in(agency.cycle, agency.north, agency.office.budi)
    client.force_login(leader)

    page = client.get(ADDRESS).content.decode()

    assert "Belum ada hasil yang diserahkan" in page
    assert "bisa ditebak" not in page.partition("Hasil yang diterbitkan")[2]


def test_chart_table_and_heat_map_speak_of_the_same(leader, agency):
    agency.release(agency.office.dinas, 5)
    agency.release(agency.north, 5)

    figures = look(leader, agency.office.dinas).figures

    assert [rating.label for rating in figures.ratings] == list(reversed(RatingLabel))
    assert [bar[0] for bar in figures.bars][-1] == "Sangat|baik"
    assert figures.gaps.rows[1][0] == "Dinas Contoh, pegawai di unit itu sendiri"
