"""After a decision or a release the page leads on: the next to release, the next to review, or the team."""

import pytest

from accounts.choices import Role
from appraisal.models import Evaluation
from tests.factories.accounts import grant_role
from tests.factories.acting import make_delegation
from tests.factories.review import complete_drafts, make_colleagues, write_drafts

NOBODY = "Tidak ada lagi yang menunggu dinilai atau diserahkan pada periode ini."


def release(client, evaluation):
    """Release a result as the page does, and return the page that follows."""
    return client.post(f"/hasil/{evaluation.public_id}/buka/", follow=True)


def next_link(page):
    """Return the address and words of the link that has the focus."""
    (link,) = [part for part in page.content.decode().split("<a ") if 'id="next"' in part]
    return link.split('href="')[1].split('"')[0], link.split(">", 1)[1].split("<")[0].strip()


def set_stage(evaluation, stage):
    """Put an evaluation into a stage."""
    decided = None if stage == "REVIEW" else evaluation.submitted_at
    Evaluation.objects.filter(pk=evaluation.pk).update(stage=stage, decided_at=decided)


def test_a_release_leads_to_the_next_release_after_the_name(office, decided, always_open, sign_in):
    _first, second = make_colleagues(office, decided, 2)
    set_stage(second, "DECIDED")

    page = release(sign_in(office.budi), decided)

    assert next_link(page) == (
        f"/hasil/{second.public_id}/buka/",
        f"Berikutnya: serahkan hasil {second.employee.name}",
    )
    assert page.redirect_chain[-1][0] == f"/hasil/{decided.public_id}/?lanjut=dibuka#next"


def test_without_a_release_it_leads_to_the_next_review(office, decided, always_open, sign_in):
    (first,) = make_colleagues(office, decided, 1)

    page = release(sign_in(office.budi), decided)

    assert next_link(page) == (
        f"/tinjau/{first.public_id}/kompetensi/",
        f"Berikutnya: nilai {first.employee.name}",
    )


def test_when_nobody_waits_it_leads_back_to_the_team(office, decided, always_open, sign_in):
    make_colleagues(office, decided, 1, stage="SELF_ASSESSMENT")

    page = release(sign_in(office.budi), decided)

    assert next_link(page) == ("/tim/", "Kembali ke tim saya")
    assert NOBODY in page.content.decode()


def test_a_decision_leads_to_the_next_review_before_a_release(
    office, evaluation, always_open, sign_in
):
    first, second = make_colleagues(office, evaluation, 2)
    set_stage(first, "DECIDED")
    write_drafts(evaluation, office.budi, complete_drafts(evaluation, level=2))
    client = sign_in(office.budi)

    page = client.post(f"/tinjau/{evaluation.public_id}/tetapkan/", {"revision": 0}, follow=True)

    assert next_link(page)[0] == f"/tinjau/{second.public_id}/kompetensi/"


def test_a_delegate_is_led_on_too(office, decided, always_open, sign_in):
    (first,) = make_colleagues(office, decided, 1)
    make_delegation(office.budi, office.citra)

    page = release(sign_in(office.citra), decided)

    assert next_link(page)[0] == f"/tinjau/{first.public_id}/kompetensi/"


def test_hr_is_led_to_releases_only_and_never_to_a_review(office, decided, always_open, sign_in):
    (first,) = make_colleagues(office, decided, 1)
    grant_role(office.eko, Role.HR_ADMIN, office.agency)
    client = sign_in(office.eko)

    page = release(client, decided)

    assert next_link(page)[0] == "/tim/hasil/"
    assert first.employee.name not in page.content.decode()


def test_the_employee_and_a_plain_visit_are_led_nowhere(office, delivered, sign_in):
    own = sign_in(office.ani).get(f"/hasil/{delivered.public_id}/?lanjut=dibuka")
    plain = sign_in(office.budi).get(f"/hasil/{delivered.public_id}/")

    assert [b'id="next"' in page.content for page in (own, plain)] == [False, False]


@pytest.mark.parametrize("people", [1, 3])
def test_page_after_a_release_asks_little(
    office, delivered, sign_in, people, django_assert_max_num_queries
):
    make_colleagues(office, delivered, people)
    client = sign_in(office.budi)

    with django_assert_max_num_queries(13):
        client.get(f"/hasil/{delivered.public_id}/?lanjut=dibuka")
