"""When a session ends, what a shared computer keeps, and the way back to the page."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.views.session import BEGAN, LAST

PASSWORD = "sandi-uji-coba"
SIGN_IN = reverse("accounts:sign_in")
PROFILE = reverse("accounts:profile")
LEFT = reverse("accounts:session_left")
MINUTE, HOUR = 60, 60 * 60
SLACK = 5  # seconds that a slow machine may take


def begin(client, person, **more):
    """Sign in through the door."""
    return client.post(SIGN_IN, {"name": person.nip, "password": PASSWORD, **more})


def wait(client, seconds):
    """Let time pass: the session began, and saw its last step, that much earlier."""
    session = client.session
    session[BEGAN] -= seconds
    session[LAST] -= seconds
    session.save()


def status_after(client, seconds):
    """Open the own page after some time."""
    wait(client, seconds)
    return client.get(PROFILE).status_code


@pytest.mark.parametrize(
    ("shared", "seconds", "status"),
    [
        ({}, 3 * HOUR - SLACK, 200),
        ({}, 3 * HOUR, 302),
        ({"shared_computer": "on"}, 14 * MINUTE, 200),
        ({"shared_computer": "on"}, 15 * MINUTE, 302),
    ],
)
def test_session_ends_after_a_time_without_a_step(client, ani, shared, seconds, status):
    begin(client, ani, **shared)

    assert status_after(client, seconds) == status


def test_step_prolongs_a_session(client, ani):
    begin(client, ani, shared_computer="on")

    assert [status_after(client, 14 * MINUTE) for _ in range(3)] == [200, 200, 200]


def test_session_ends_after_twelve_hours_whatever_happens(client, ani):
    begin(client, ani)

    assert [status_after(client, 2 * HOUR) for _ in range(6)] == [200] * 5 + [302]


def test_end_of_a_session_leads_back_to_the_page(client, ani):
    begin(client, ani)
    wait(client, 4 * HOUR)
    response = client.get(PROFILE)
    page = client.get(response.url)

    assert response.url == f"{SIGN_IN}?next={PROFILE}"
    assert "Sesi Anda sudah berakhir." in page.text
    assert f'name="next" value="{PROFILE}"' in page.text


def test_form_sent_too_late_leads_back_to_its_page_and_says_so(client, ani):
    begin(client, ani)
    wait(client, 4 * HOUR)
    url = reverse("accounts:preferences")
    response = client.post(url, {"theme": "dark"}, HTTP_REFERER=f"http://testserver{PROFILE}")
    page = client.get(response.url)

    assert response.url == f"{SIGN_IN}?next={PROFILE}"
    assert "belum tersimpan" in page.text
    ani.refresh_from_db()
    assert ani.theme == "auto"


def test_script_without_session_is_answered_with_401(client, db):
    assert client.get(PROFILE, headers={"HX-Request": "true"}).status_code == 401


def test_asking_how_long_is_no_step_and_pressing_the_button_is_one(client, ani):
    begin(client, ani, shared_computer="on")
    wait(client, 11 * MINUTE)
    asked = client.get(LEFT).json()
    still = client.get(LEFT).json()
    pressed = client.post(LEFT).json()

    assert asked["left"] == pytest.approx(240, abs=SLACK)
    assert still["left"] <= asked["left"]
    assert pressed["left"] == 900


def test_shared_computer_keeps_nothing(client, ani):
    begin(client, ani, shared_computer="on")
    page = client.get(PROFILE)

    assert client.cookies["sessionid"]["max-age"] == ""
    assert page.headers["Cache-Control"] == "private, no-store"


def test_own_computer_keeps_the_page_for_the_back_button(client, ani):
    begin(client, ani)

    assert client.cookies["sessionid"]["max-age"] == 12 * 60 * 60
    assert "Cache-Control" not in client.get(PROFILE).headers


def test_preference_makes_every_session_a_shared_one(client, ani):
    type(ani).objects.filter(pk=ani.pk).update(shared_computer=True)

    begin(client, ani)

    assert client.cookies["sessionid"]["max-age"] == ""


def test_signing_out_clears_what_the_browser_keeps(client, ani):
    begin(client, ani)

    response = client.post(reverse("accounts:sign_out"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_page_carries_the_question_before_the_end(client, ani):
    begin(client, ani, shared_computer="on")

    page = client.get(PROFILE)

    assert page.context["session_left"] == pytest.approx(900, abs=SLACK)
    assert "Tetap masuk" in page.text


def test_step_within_the_same_minute_writes_nothing(client, ani, django_assert_num_queries):
    begin(client, ani)
    with django_assert_num_queries(2):  # session, person
        client.get(LEFT)


def test_answer_about_the_session_names_its_person_and_a_token_that_works(client, ani):
    begin(client, ani)

    asked = client.get(LEFT).json()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    fields = {"theme": "dark", "language": "id", "text_size": "m"}
    sent = strict.post(
        reverse("accounts:preferences"), fields | {"csrfmiddlewaretoken": asked["token"]}
    )

    assert (asked["who"], sent.status_code) == (ani.public_id, 302)


def test_page_says_for_whom_its_words_are_kept(client, ani):
    begin(client, ani)

    page = client.get(PROFILE).text

    assert f'data-who="{ani.public_id}"' in page
    assert 'id="signed-out"' in page


def test_words_that_came_too_late_are_shown_to_be_copied_and_nowhere_kept(client, ani):
    begin(client, ani)
    wait(client, 4 * HOUR)
    typed = {"text": "Saya membantu loket tujuh.", "password": "kata sandi"}

    page = client.post("/catatan/tambah/", typed)

    assert (page.status_code, page.headers["Cache-Control"]) == (401, "private, no-store")
    assert page.context["words"] == ["Saya membantu loket tujuh."]
    assert "Saya membantu loket tujuh." not in client.get(SIGN_IN).text


def test_with_a_text_every_word_that_was_written_is_shown_and_nothing_else(client, ani):
    begin(client, ani)
    wait(client, 4 * HOUR)
    written = {
        "goal": "Melayani loket tujuh",
        "measure": "Antrean",
        "unit_code": "BKPSDM-2",
        "subject": "mempertanggungjawabkan",
    }
    carried = {
        "sure": "2026-11-20 02:00",
        "seen": "2026-11-20T02:00:00",
        "head-offered": "Budi Santoso",
        "goal-rev": "3",
        "rating": "ABOVE",
        "agreed": "on",
        "head": ani.public_id,
    }

    page = client.post("/catatan/tambah/", written | carried)

    assert page.context["words"] == list(written.values())
    assert "pilih lagi" in page.text


def test_one_word_alone_is_only_asked_for_again(client, ani):
    begin(client, ani)
    wait(client, 4 * HOUR)

    assert client.post("/catatan/tambah/", {"text": "Antrean"}).status_code == 302


def test_signing_out_is_confirmed(client, ani):
    begin(client, ani)

    page = client.post(reverse("accounts:sign_out"), follow=True)

    assert "Anda sudah keluar." in page.text


def test_stale_form_promises_the_words_only_to_who_is_signed_in(client, ani):
    strict = Client(enforce_csrf_checks=True)
    visitor = strict.post(SIGN_IN, {"name": "x"})
    begin(client, ani)
    strict.cookies = client.cookies
    person = strict.post(reverse("accounts:preferences"), {"theme": "dark"})

    assert (visitor.status_code, person.status_code) == (403, 403)
    assert "Masuk dulu di tab baru" in visitor.text
    assert "tulisan Anda masih ada. Salin" in person.text
