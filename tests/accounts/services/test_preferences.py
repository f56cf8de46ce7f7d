"""Which notices are mailed is the person's choice; all of them stay on screen."""

import pytest

from accounts.choices import MAIL_GROUPS, MailGroup, NoticeKind
from accounts.models import Notification
from accounts.services.notification import notify
from tests.factories.appraisal import NOON


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("off", MailGroup)
def test_group_that_is_off_is_not_mailed(ani, kind, off):
    ani.mail_off = [off]

    notify(recipient=ani, kind=kind, at=NOON)

    group = MAIL_GROUPS.get(kind, MailGroup.NEWS)
    assert Notification.objects.get().by_mail == (group != off)


def test_nobody_is_mailed_without_an_address(ani):
    ani.email = ""

    notify(recipient=ani, kind=NoticeKind.PLAN_AGREED, at=NOON)

    assert Notification.objects.get().by_mail is False
