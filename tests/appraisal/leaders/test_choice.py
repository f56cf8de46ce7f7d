"""What leaders choose from: cycles and units."""

from appraisal.models import AppraisalCycle
from tests.appraisal.leaders.conftest import CLOSED
from tests.appraisal.leaders.test_overview import look
from tests.factories.accounts import make_org_unit
from tests.factories.appraisal import make_cycle


def test_archived_cycle_is_offered_last(office, leader, agency):
    newest = make_cycle(office.dewi, name="Penilaian triwulan", units=[office.agency])
    AppraisalCycle.objects.filter(pk=newest.pk).update(closed_at=CLOSED, archived_at=CLOSED)

    assert look(leader).cycles == [agency.cycle, newest]


def test_unit_looked_at_is_the_one_in_the_field(office, leader, agency):
    empty = make_org_unit("Unit tanpa peserta", parent=office.agency)

    page = look(leader, empty)

    assert page.place.public_id in [key for key, _name in page.units]
