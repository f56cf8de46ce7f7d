"""What is new for me, and for nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.services.notification import notify

LIST = reverse("accounts:notification_list")


def tell(person, hours=0, **fields):
    """Write a notice some hours ago."""
    at = timezone.now() - timedelta(hours=hours)
    fields = {"kind": NoticeKind.PLAN_AGREED, "link": "/akun/", "about": "SKP 2026", **fields}
    notify(recipient=person, at=at, **fields)
    return Notification.objects.latest("pk")


def open_notice(client, notice):
    """Post the button of a notice."""
    return client.post(reverse("accounts:notification_open", args=[notice.public_id]))


def test_own_notices_newest_first(client, ani, budi):
    old = tell(ani, hours=5, note="Alasan lama")
    new = tell(ani, hours=1)
    tell(budi)
    client.force_login(ani)

    page = client.get(LIST)

    assert list(page.context["page"]) == [new, old]
    assert "Alasan lama" in page.text
    assert 'aria-label="Notifikasi, 2 belum dibaca"' in page.text


def test_empty_list_says_why(client, ani):
    client.force_login(ani)

    assert "Belum ada kabar baru." in client.get(LIST).text


def test_notice_is_read_and_leads_on(client, ani):
    notice = tell(ani)
    client.force_login(ani)

    response = open_notice(client, notice)

    notice.refresh_from_db()
    assert response.url == "/akun/"
    assert notice.read_at is not None


def test_notice_without_a_link_leads_back_to_the_list(client, ani):
    client.force_login(ani)

    assert open_notice(client, tell(ani, link="")).url == LIST


def test_notice_of_another_person_is_not_found(client, ani, budi):
    notice = tell(ani)
    client.force_login(budi)

    assert open_notice(client, notice).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize(("purpose", "is_read"), [("", True), ("prefetch;prerender", False)])
def test_link_opens_it_and_looking_ahead_marks_nothing(client, ani, purpose, is_read):
    notice = tell(ani)
    client.force_login(ani)

    address = reverse("accounts:notification_open", args=[notice.public_id])
    answer = client.get(address, headers={"Sec-Purpose": purpose})

    notice.refresh_from_db()
    assert (answer.status_code, bool(notice.read_at)) == (302, is_read)


def test_all_are_marked_as_read_but_only_mine(client, ani, budi):
    tell(ani, hours=1)
    tell(ani, hours=2)
    other = tell(budi)
    client.force_login(ani)

    client.post(reverse("accounts:notifications_read"))

    assert list(Notification.objects.unread()) == [other]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_questions(client, ani, django_assert_num_queries, rows):
    for number in range(rows):
        tell(ani, hours=number)
    client.force_login(ani)

    with django_assert_num_queries(6):
        page = client.get(LIST)

    assert len(page.context["page"].object_list) == rows


def mark(client, notice, wanted):
    """Post the small button of a notice."""
    url = reverse("accounts:notification_mark", args=[notice.public_id])
    return client.post(url, {"as": wanted})


def test_notice_is_marked_and_made_new_again(client, ani):
    notice = tell(ani)
    client.force_login(ani)

    mark(client, notice, "read")
    notice.refresh_from_db()
    read_at = notice.read_at
    mark(client, notice, "new")
    notice.refresh_from_db()

    assert read_at is not None
    assert notice.read_at is None


def test_other_people_s_notice_is_not_marked(client, ani, budi):
    notice = tell(budi)
    client.force_login(ani)

    assert mark(client, notice, "read").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_all_is_undone_and_older_ones_stay_read(client, ani):
    read = tell(ani, hours=5)
    new = tell(ani, hours=1)
    client.force_login(ani)
    mark(client, read, "read")

    client.post(reverse("accounts:notifications_read"))
    offered = client.get(LIST).context["may_undo"]
    client.post(reverse("accounts:notifications_unread"))

    assert offered is True
    assert list(Notification.objects.unread()) == [new]
    assert client.get(LIST).context["may_undo"] is False


def test_undo_without_anything_to_undo_changes_nothing(client, ani):
    notice = tell(ani)
    client.force_login(ani)
    mark(client, notice, "read")

    client.post(reverse("accounts:notifications_unread"))

    assert not Notification.objects.unread().exists()


def test_only_new_notices_are_shown_on_demand(client, ani):
    read, new = tell(ani, hours=5), tell(ani, hours=1)
    client.force_login(ani)
    mark(client, read, "read")

    assert list(client.get(LIST, {"show": "new"}).context["page"]) == [new]
    mark(client, new, "read")
    assert "Anda sudah membaca semuanya." in client.get(LIST, {"show": "new"}).text
