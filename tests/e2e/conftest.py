"""A real browser in front of a real server: the distribution's Chromium, driven by Playwright."""

import os
import re
from collections import defaultdict

import pytest
from django.conf import settings
from django.test import Client

from accounts.tasks.sweep import sweep
from config import celery_app
from dev import find_browser
from tests.e2e.walker import Walker
from tests.factories.appraisal import NOON

DESKTOP = {"width": 1366, "height": 768}
MISSING = "NO BROWSER: install chromium (Debian: sudo apt-get install chromium-headless-shell)"
QUIET = [
    "--no-sandbox",  # root in a container may not make one
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXPECTED_ANSWER = re.compile(
    r"Failed to load resource: (.* status of 4\d\d|net::ERR_INTERNET_DISCONNECTED)"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Name the browser; without one skip loudly, or fail where CI demands it.

    Playwright's event loop stays in this thread until the end, and Django would refuse the database
    beside it. So the permission stands from here on, and these tests run last.
    """
    browser = find_browser()
    if not browser:
        (pytest.fail if os.environ.get("REQUIRE_E2E") == "1" else pytest.skip)(MISSING)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield {**browser_type_launch_args, "executable_path": browser, "args": QUIET}


@pytest.fixture(scope="session")
def base_url(live_server):
    """Let a test write `page.goto("/")`."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Look through the eyes of an office in Jakarta."""
    return {
        **browser_context_args,
        "viewport": DESKTOP,
        "locale": "id-ID",
        "timezone_id": settings.TIME_ZONE,
    }


@pytest.fixture(autouse=True)
def browser_before_database(browser_type_launch_args):
    """Skip before a database is asked for."""


@pytest.fixture
def page(page, transactional_db):
    """Lend a page that must not break our own policy, nor stumble over its own scripts.

    It is closed before the database is emptied, so that nothing is saved behind its back.
    """
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
    yield page
    page.close()
    assert faults == []


def is_fault(message):
    """Tell what should not stand in the browser's console: a refusal with 4xx may."""
    return message.type == "error" and not EXPECTED_ANSWER.match(message.text)


@pytest.fixture
def sign_in_browser(live_server):
    """Return how a page becomes somebody's: `sign_in_browser(page, employee)`."""

    def sign_in(page, employee):
        client = Client()
        client.force_login(employee)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def november(monkeypatch):
    """Let it be noon on 20 November 2026."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


@pytest.fixture(scope="session")
def judged():
    """What the walkers have looked at closely: {kind of page: its parts}."""
    return defaultdict(set)


@pytest.fixture
def walk_as(page, sign_in_browser, november, judged):
    """Return how the browser changes hands: `walk_as(employee)`; faults are judged at the end."""
    walkers = []

    def walk(employee):
        page.context.clear_cookies()
        sign_in_browser(page, employee)
        walkers.append(Walker(page, judged))
        return walkers[-1]

    yield walk
    assert [fault for walker in walkers for fault in walker.faults] == []


@pytest.fixture
def carry_out_jobs():
    """Return how the worker does what waits."""
    celery_app.loader.import_default_modules()
    return sweep
