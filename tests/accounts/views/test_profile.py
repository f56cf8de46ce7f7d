"""One's own page, preferences and language."""

import pytest
from django.urls import reverse

PROFILE = reverse("accounts:profile")
PREFERENCES = reverse("accounts:preferences")
LANGUAGE = reverse("accounts:language")
UNDO = reverse("accounts:preferences_undo")
SIGN_IN = reverse("accounts:sign_in")


def test_profile_shows_post_supervisor_and_preferences(client, ani, budi):
    client.force_login(ani)

    page = client.get(PROFILE)

    assert page.context["chain"][0] == budi
    assert "Analis Kebijakan" in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_profile_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    from_budi = {1: [office.ani], 3: [office.ani, office.citra, office.dewi]}[rows]
    lines = type(office.assignments.ani.reporting_lines.get()).objects
    lines.filter(supervisor=office.budi).update(supervisor=office.farid)
    lines.filter(employee__in=from_budi).update(supervisor=office.budi)
    client.force_login(office.budi)

    with django_assert_num_queries(12):
        page = client.get(PROFILE)

    assert len(page.context["team"]) == rows


def test_preferences_are_kept_and_obeyed(client, ani):
    client.force_login(ani)
    wanted = {"language": "en", "theme": "dark", "text_size": "xl"}

    assert client.post(PREFERENCES, wanted).url == PROFILE
    page = client.get(PROFILE).text

    assert '<html lang="en" data-theme="dark" data-text-size="xl" data-keys="off">' in page
    ani.refresh_from_db()
    assert ani.shortcuts is False


def test_preference_that_does_not_exist_is_refused(client, ani):
    client.force_login(ani)

    response = client.post(PREFERENCES, {"language": "xx", "theme": "auto", "text_size": "m"})

    assert response.status_code == 422
    ani.refresh_from_db()
    assert ani.language == "id"


def test_preferences_by_link_are_refused(client, ani):
    client.force_login(ani)

    assert client.get(PREFERENCES).status_code == 405


def test_visitor_switches_the_language(client, db):
    before = client.get(SIGN_IN).text
    response = client.post(LANGUAGE, {"language": "en", "next": SIGN_IN})
    after = client.get(SIGN_IN).text

    assert response.url == SIGN_IN
    assert '<html lang="id"' in before
    assert '<html lang="en"' in after


def test_employee_keeps_the_language(client, ani):
    client.force_login(ani)

    client.post(LANGUAGE, {"language": "en", "next": PROFILE})

    ani.refresh_from_db()
    assert ani.language == "en"


def test_unknown_language_changes_nothing(client, ani):
    client.force_login(ani)

    response = client.post(LANGUAGE, {"language": "xx", "next": "//jahat.example"})

    assert response.url == reverse("appraisal:home")
    ani.refresh_from_db()
    assert ani.language == "id"


def test_notices_by_mail_are_chosen_by_group(client, ani):
    client.force_login(ani)
    wanted = {"language": "id", "theme": "auto", "text_size": "m", "mail": ["TASKS", "JOBS"]}

    client.post(PREFERENCES, wanted)

    ani.refresh_from_db()
    assert ani.mail_off == ["REMINDERS", "NEWS"]


def test_last_change_of_preferences_is_undone_once(client, ani):
    client.force_login(ani)
    client.post(PREFERENCES, {"language": "en", "theme": "dark", "text_size": "xl"})

    offered = client.get(PROFILE).context["may_undo"]
    client.post(UNDO)
    client.post(UNDO)

    ani.refresh_from_db()
    assert offered is True
    assert (ani.language, ani.theme, ani.text_size, ani.mail_off) == ("id", "auto", "m", [])
    assert client.get(PROFILE).context["may_undo"] is False


def test_undo_by_link_is_refused(client, ani):
    client.force_login(ani)

    assert client.get(UNDO).status_code == 405


def test_shared_computer_holds_at_once(client, ani):
    client.force_login(ani)
    wanted = {"language": "id", "theme": "auto", "text_size": "m", "shared_computer": "on"}

    client.post(PREFERENCES, wanted)

    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.get(PROFILE).headers["Cache-Control"] == "private, no-store"
