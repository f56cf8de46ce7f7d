"""The tree of units: what has ended, and how the tree without it is the tree of the day."""

from datetime import date

import pytest

from accounts.models import OrgUnitTerm
from accounts.queries.org_tree import org_tree, tree_for, tree_with_former
from tests.factories.accounts import actor_for, make_org_unit

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(office):
    """Return a unit that has ended while one below it goes on, and one that begins next year."""
    gone = make_org_unit("Dinas Lama", parent=office.agency)
    make_org_unit("Bidang yang tetap ada", parent=gone)
    make_org_unit("Dinas Nanti", parent=office.agency, from_date=date(2027, 1, 1))
    OrgUnitTerm.objects.filter(unit=gone).update(until_date=date(2026, 6, 30))
    return gone


def test_tree_without_what_ended_is_that_of_the_day(office, ended):
    whole, today = tree_with_former(TODAY), org_tree(TODAY)

    found = whole.without_former()

    assert ended.pk in whole.names
    assert (found.names, found.parents, found.public_ids) == (
        today.names,
        today.parents,
        today.public_ids,
    )
    assert {key: sorted(units) for key, units in found.children.items()} == {
        key: sorted(units) for key, units in today.children.items()
    }


def test_hr_brings_the_tree_along(office, ended, django_assert_num_queries):
    actor = actor_for(office.dewi)

    with django_assert_num_queries(0):
        tree = tree_for(actor)

    assert tree == tree_with_former(TODAY)


def test_tree_is_read_for_somebody_without_a_role(office, django_assert_num_queries):
    actor = actor_for(office.ani)

    with django_assert_num_queries(1):
        tree = tree_for(actor)

    assert tree.names[office.agency.pk] == "Kota Contoh"
