"""Kind, grade and class of positions: corrected as long as no plan or appraisal uses them."""

import pytest
from django.urls import reverse

from accounts.choices import PositionKind
from accounts.models import JobPosition
from accounts.refusals import Refusal
from competency.services.job_position import correct_positions
from tests.competency.technical import address
from tests.factories.accounts import actor_for, make_job_position
from tests.factories.appraisal import NOON, make_cycle, make_work_plan

LIST = reverse("competency:position_standard_list")
EDIT = reverse("competency:position_edit")


@pytest.fixture
def posts(db):
    """Return two functional positions that have the levels of their kind, and one without any."""
    names = ("Analis A", "Analis B")
    return [*(make_job_position(name) for name in names), make_job_position("Tenaga", grade="")]


def correct(dewi, positions, **fields):
    """Correct positions as the HR administrator of the whole agency."""
    values = {"kind": "PELAKSANA", "grade": "", "job_class": None} | fields
    return correct_positions(positions=positions, actor=actor_for(dewi), at=NOON, **values)


def test_kind_grade_and_class_of_unused_positions_change(dewi, posts):
    correct(dewi, posts)
    changed = correct(dewi, posts, kind=None, job_class=9)
    again = correct(dewi, posts, kind=None, job_class=9)

    known = JobPosition.objects.filter(pk__in=[post.pk for post in posts])
    assert set(known.values_list("kind", "functional_grade", "job_class")) == {
        (PositionKind.PELAKSANA, "", 9)
    }
    assert (len(changed), again) == (3, [])


def test_kind_stays_once_a_plan_uses_the_position_but_the_class_does_not(dewi, office):
    make_work_plan(make_cycle(dewi), office.assignments.ani, supervisor=office.budi)
    used = office.assignments.ani.job_position

    with pytest.raises(Refusal) as refused:
        correct(dewi, [used, make_job_position("Lain")])
    correct(dewi, [used], kind=None, job_class=7)

    used.refresh_from_db()
    assert refused.value.code == "fixed"
    assert "“Analis Kebijakan”" in str(refused.value)
    assert (used.kind, used.job_class) == (PositionKind.FUNCTIONAL, 7)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"grade": "AHLI_MUDA"}, "grade"),
        ({"kind": "FUNCTIONAL"}, "grade"),
        ({"kind": "ADMINISTRATOR"}, "twice"),
    ],
)
def test_wrong_positions_are_refused(dewi, posts, fields, code):
    make_job_position("Tenaga", PositionKind.ADMINISTRATOR)

    with pytest.raises(Refusal) as refused:
        correct(dewi, posts, **fields)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"kind": "PELAKSANA"}, []),
        ({"job_class": "18"}, ["job_class"]),
        ({"functional_grade": "AHLI_MUDA"}, ["kind"]),
        ({}, ["__all__"]),
        ({"kind": "FUNCTIONAL"}, ["functional_grade"]),
    ],
)
def test_page_corrects_or_keeps_what_was_typed(client, dewi, posts, fields, errors):
    client.force_login(dewi)

    answer = client.post(address(EDIT, posts), fields)

    if errors:
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, errors)
    else:
        assert answer.url == LIST
        assert {post.kind for post in JobPosition.objects.filter(pk__in=[p.pk for p in posts])} == {
            "PELAKSANA"
        }
