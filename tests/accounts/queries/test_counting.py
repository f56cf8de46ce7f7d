"""Many counts in one question."""

import pytest

from accounts.models import Assignment, Employee, OrgUnit
from accounts.queries.counting import counts
from tests.factories.accounts import actor_for

pytestmark = pytest.mark.django_db


def test_counts_of_different_things_take_one_query(office, django_assert_num_queries):
    actor = actor_for(office.ani)

    with django_assert_num_queries(1):
        found = counts(
            actor,
            people=Employee.objects.filter(assignments__org_unit=office.dinas).distinct(),
            units=OrgUnit.objects.order_by("code"),
            nobody=Assignment.objects.filter(org_unit__in=[]),
        )

    assert found == {"people": 5, "units": 3, "nobody": 0}
