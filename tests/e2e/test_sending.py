"""Sending words in a real browser: they stay on the page while nobody knows whether they would arrive."""

import time
from importlib import import_module

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.views.session import BEGAN, LAST
from appraisal.queries.questionnaire import questionnaire
from tests.factories.self_assessment import EXAMPLE, self_assessing

OFFLINE = "Sambungan terputus"
PATIENCE_MS = 10_000


@pytest.fixture
def opened(page, office, sign_in_browser):
    """Open a page with drafts as Ani, whose session is counted, and note what it sends."""
    sign_in_browser(page, office.ani)
    count_session(page)
    group = questionnaire(self_assessing(office)).section("competencies").groups[0]
    page.goto(group.url)
    page.locator("textarea").fill(EXAMPLE)
    return page


def count_session(page):
    """Let the session be one that began at the door just now."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    store = import_module(settings.SESSION_ENGINE).SessionStore
    session = store(cookies[settings.SESSION_COOKIE_NAME])
    session[BEGAN] = session[LAST] = int(time.time())
    session.save()


def sent(page):
    """Return what the page sends to its own address from now on."""
    here, posts = page.url, []
    page.on("request", lambda one: posts.append(one) if is_own(one, here) else None)
    return posts


def is_own(request, here):
    """Tell whether a request carries the whole form."""
    return request.method == "POST" and request.url == here


def press(page):
    page.get_by_role("button", name="Simpan, lanjut nanti").click()


def answer_with(page, answer):
    """Let the question who is signed in be answered by this JavaScript; other requests go their way."""
    page.evaluate(
        """() => {
            const { url } = document.getElementById("session-end").dataset;
            window.asked = 0;
            window.fetched = window.fetch;
            window.fetch = (to, options) => {
                if (to !== url) return fetched(to, options);
                window.asked += 1;
                return ANSWER;
            };
        }""".replace("ANSWER", answer)
    )


@pytest.mark.parametrize(
    "script",
    [
        "Promise.reject(new TypeError())",
        "Promise.resolve(new Response('', { status: 503 }))",
    ],
    ids=["unreachable", "out of order"],
)
def test_words_stay_where_nobody_answers(opened, script):
    answer_with(opened, script)
    posts = sent(opened)

    press(opened)
    expect(opened.locator("[data-saved-text]")).to_contain_text(OFFLINE, timeout=PATIENCE_MS)
    opened.wait_for_timeout(300)

    assert (posts, opened.locator("textarea").input_value()) == ([], EXAMPLE)
    assert not opened.locator("#signed-out").is_visible()


def test_whoever_is_signed_out_is_told_and_keeps_the_words(opened):
    answer_with(opened, "Promise.resolve(new Response('', { status: 401 }))")
    posts = sent(opened)

    press(opened)

    expect(opened.locator("#signed-out")).to_be_visible()
    assert (posts, opened.locator("textarea").input_value()) == ([], EXAMPLE)


def test_a_look_that_takes_long_is_given_up_and_a_second_press_does_not_begin_another(opened):
    waiting = "new Promise((_, no) => options.signal.addEventListener('abort', no))"
    answer_with(opened, waiting)
    posts = sent(opened)

    press(opened)
    opened.wait_for_timeout(3200)
    press(opened)
    expect(opened.locator("[data-saved-text]")).to_contain_text(OFFLINE, timeout=PATIENCE_MS)

    assert (posts, opened.evaluate("window.asked")) == ([], 1)


def test_what_could_not_be_sent_is_sent_by_the_next_press(opened):
    answer_with(opened, "Promise.reject(new TypeError())")
    press(opened)
    expect(opened.locator("[data-saved-text]")).to_contain_text(OFFLINE, timeout=PATIENCE_MS)
    opened.evaluate("window.fetch = window.fetched")
    posts, here = sent(opened), opened.url

    press(opened)

    opened.wait_for_url(lambda url: url != here)
    assert len(posts) == 1
