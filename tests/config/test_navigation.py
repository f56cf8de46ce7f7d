"""The bar: what each role finds in it, and which link belongs to the page."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from config.navigation import navigation, side_navigation

STAFF = ["Home", "My work plan", "Work log", "My appraisal", "Competency dictionary"]


def asking(path="/", *, supervisor=False, hr=False, granted=(), kind="ASN"):
    """Return a request of somebody with these roles."""
    roles = {"is_supervisor": supervisor, "is_hr": hr, "is_hr_of_everything": hr}
    roles["scopes"] = {role: frozenset({1}) for role in granted}
    roles["everywhere"] = frozenset(granted)
    roles["employee"] = SimpleNamespace(kind=kind)
    return SimpleNamespace(path=path, actor=SimpleNamespace(**roles))


@pytest.fixture(autouse=True)
def english():
    """Read the labels as the code writes them."""
    with translation.override("en"):
        yield


def labels(items):
    """Return what the links say."""
    return [str(item.label) for item in items]


def current(items):
    """Return what the marked links say."""
    return [str(item.label) for item in items if item.current]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({}, STAFF),
        ({"supervisor": True}, [*STAFF, "My team"]),
        ({"hr": True}, [*STAFF, "Manage"]),
        ({"granted": ["LEADER"]}, [*STAFF, "Overview"]),
        ({"granted": ["AUDITOR"]}, [*STAFF, "Change history", "Access log"]),
        ({"hr": True, "granted": ["LEADER", "AUDITOR"]}, [*STAFF, "Manage"]),
        ({"supervisor": True, "hr": True}, [*STAFF, "My team", "Manage"]),
    ],
    ids=["staff", "supervisor", "hr", "leader", "auditor", "hr with more", "both"],
)
def test_bar_shows_all_roles_of_a_person_at_once(roles, expected):
    assert labels(navigation(asking(**roles))) == expected


def test_official_who_is_rated_elsewhere_finds_no_dead_ends():
    found = labels(navigation(asking(supervisor=True, kind="OFFICIAL")))

    assert found == ["Home", "Competency dictionary", "My team"]


def test_visitor_has_no_bar():
    assert navigation(SimpleNamespace(path="/", actor=None)) == []


def test_only_hr_has_a_menu_beside_the_page():
    assert side_navigation(asking(supervisor=True)) == []
    assert "Employees and supervisors" in labels(side_navigation(asking(hr=True)))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ["Home"]),
        ("/skp/abc/", ["My work plan"]),
        ("/penilaian/abc/hasil/", ["My appraisal"]),
        ("/kompetensi/abc/", ["Competency dictionary"]),
        ("/tinjau/abc/kompetensi/", ["My team"]),
        ("/siklus/abc/", ["Manage"]),
        ("/kompetensi/standar/", ["Manage"]),
        ("/somewhere/else/", []),
    ],
)
def test_one_link_is_marked(path, expected):
    assert current(navigation(asking(path, supervisor=True, hr=True))) == expected
