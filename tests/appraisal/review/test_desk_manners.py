"""Small manners of the supervisor's desk: settled notices, J and K, parts that may stay empty."""

import pytest
from django.urls import reverse

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.services.notification import notify
from appraisal.models import Evaluation
from appraisal.services.review import hand_back
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.review import make_colleagues

pytestmark = pytest.mark.usefixtures("always_open")


def results_page(evaluation):
    """Return the address of the results tab."""
    return reverse("appraisal:review_results", args=[evaluation.public_id])


def test_notice_is_read_once_its_task_is_done(office, evaluation):
    notify(
        recipient=office.budi,
        kind=NoticeKind.SELF_ASSESSMENT_SUBMITTED,
        at=NOON,
        link=evaluation.get_absolute_url(),
    )

    hand_back(evaluation=evaluation, reason="Lengkapi", actor=actor_for(office.budi), at=NOON)

    assert not Notification.objects.filter(recipient=office.budi).unread().exists()
    assert Notification.objects.filter(recipient=office.ani).unread().count() == 1


def test_next_person_is_the_next_undecided_one_on_the_same_tab(office, evaluation, sign_in):
    done, waiting = make_colleagues(office, evaluation, 2)
    Evaluation.objects.filter(pk=done.pk).update(stage="DECIDED", decided_at=NOON)

    pager = sign_in(office.budi).get(results_page(evaluation)).context["pager"]

    assert pager == {
        "position": 1,
        "total": 3,
        "next_url": results_page(waiting),
        "next_name": waiting.employee.name,
    }


def test_optional_part_that_nobody_began_shows_no_count(office, evaluation, sign_in):
    tabs = sign_in(office.budi).get(results_page(evaluation)).context["tabs"]

    assert [tab["count"] for tab in tabs[:2]] == ["", ""]
    assert not any(tab["done"] for tab in tabs[:2])
