"""The cast: Ani, her supervisor Budi, his superior Farid, colleague Citra, Dewi of HR, outsider Eko.

Everybody sits in Dinas Contoh below Kota Contoh, only Eko in another one. Fixtures are named after
the people; `office` brings them all, with posts and lines of reporting since 2020.
"""

from types import SimpleNamespace

import pytest

from accounts.choices import PositionKind, Role
from tests.factories.accounts import (
    grant_role,
    make_assignment,
    make_employee,
    make_job_position,
    make_org_unit,
)


@pytest.fixture
def office(db):
    """Return the cast, their units and their assignments."""
    agency = make_org_unit("Kota Contoh", code="00")
    dinas = make_org_unit("Dinas Contoh", parent=agency, code="01")
    elsewhere = make_org_unit("Dinas Lain", parent=agency, code="02")
    people = SimpleNamespace(
        ani=make_employee("Ani Lestari"),
        budi=make_employee("Budi Santoso"),
        citra=make_employee("Citra Dewanti"),
        dewi=make_employee("Dewi Anggraini"),
        eko=make_employee("Eko Prasetyo"),
        farid=make_employee("Farid Hidayat"),
    )
    head = make_job_position("Kepala Dinas", PositionKind.JPT_PRATAMA)
    chief = make_job_position("Kepala Bidang", PositionKind.ADMINISTRATOR)
    assignments = SimpleNamespace(
        farid=make_assignment(people.farid, dinas, outside=True, job_position=head, is_head=True),
        budi=make_assignment(people.budi, dinas, supervisor=people.farid, job_position=chief),
        ani=make_assignment(people.ani, dinas, supervisor=people.budi),
        citra=make_assignment(people.citra, dinas, supervisor=people.budi),
        dewi=make_assignment(people.dewi, dinas, supervisor=people.farid),
        eko=make_assignment(people.eko, elsewhere, outside=True),
    )
    grant_role(people.dewi, Role.HR_ADMIN, agency)
    return SimpleNamespace(
        agency=agency, dinas=dinas, elsewhere=elsewhere, assignments=assignments, **vars(people)
    )


@pytest.fixture
def ani(office):
    """Return the employee."""
    return office.ani


@pytest.fixture
def budi(office):
    """Return Ani's supervisor."""
    return office.budi


@pytest.fixture
def citra(office):
    """Return Ani's colleague."""
    return office.citra


@pytest.fixture
def dewi(office):
    """Return the HR administrator."""
    return office.dewi


@pytest.fixture
def eko(office):
    """Return the outsider."""
    return office.eko


@pytest.fixture
def farid(office):
    """Return Budi's supervisor."""
    return office.farid
