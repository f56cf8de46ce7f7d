"""The people above somebody: nearest first, in one query, never round in a circle."""

from datetime import date

import pytest

from accounts.choices import AssignmentKind
from accounts.models import ReportingLine
from accounts.queries.reporting_line import supervisor_chain
from tests.factories.accounts import make_assignment

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def test_chain_names_everybody_above_with_one_query(office, django_assert_num_queries):
    with django_assert_num_queries(1):
        chain = supervisor_chain(office.ani, TODAY)

    assert chain == [office.budi, office.farid]


def test_chain_stops_at_its_limit(office):
    assert supervisor_chain(office.ani, TODAY, limit=1) == [office.budi]


def test_circle_ends_where_it_closes(office):
    ReportingLine.objects.filter(employee=office.farid).update(
        supervisor=office.ani, is_outside=False
    )

    assert supervisor_chain(office.ani, TODAY) == [office.budi, office.farid]


def test_line_of_a_post_held_for_others_leads_nowhere(office):
    make_assignment(office.farid, office.elsewhere, supervisor=office.eko, kind=AssignmentKind.PLT)

    assert supervisor_chain(office.ani, TODAY) == [office.budi, office.farid]


def test_line_that_ended_does_not_count(office):
    ReportingLine.objects.filter(employee=office.budi).update(until_date=date(2026, 6, 30))

    assert supervisor_chain(office.ani, TODAY) == [office.budi]
