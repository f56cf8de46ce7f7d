"""Who changes the tree, and an empty unit to change."""

import pytest

from tests.factories.accounts import actor_for, make_org_unit


@pytest.fixture
def dewi(office):
    """Return the HR administrator of everything as actor."""
    return actor_for(office.dewi)


@pytest.fixture
def section(office):
    """Return an empty unit below Dinas Lain."""
    return make_org_unit("Seksi Arsip", parent=office.elsewhere, code="02.1")
