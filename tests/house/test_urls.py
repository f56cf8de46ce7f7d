"""Closed by default: an anonymous visitor reaches the sign-in page, and the named public pages."""

import re

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# Opening a page to everybody is a visible decision: it is made here.
PUBLIC = {
    "ready",
    "accounts:sign_in",
    "accounts:first_sign_in",
    "accounts:first_password",
    "accounts:password_reset",
    "accounts:password_reset_done",
    "accounts:password_reset_confirm",
    "accounts:password_reset_complete",
    "accounts:language",
    "appraisal:verify",
    "appraisal:verify_form",
}
# Looks who is there by itself: its answer to a script is 401, not the sign-in page.
SELF_GUARDED = {"appraisal:draft_save"}
EXAMPLES = {"int": "1", "slug": "contoh", "uuid": "6f1c1a0e-5a0e-4d0c-9a57-3f3f0c1f0a11"}


def addresses(resolver, namespace="", start="/"):
    """Yield the name of every address of the site, an example, and whether it asks for sign-in."""
    for entry in resolver.url_patterns:
        place = start + example(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from addresses(entry, inner, place)
        elif isinstance(entry, URLPattern):
            name = ":".join(filter(None, [namespace, entry.name or place]))
            yield name, (place, getattr(entry.callback, "login_required", True))


def example(pattern):
    """Return a text that a pattern matches."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda part: EXAMPLES.get(part[1], "x" * 22), str(pattern))


FOUND = dict(addresses(get_resolver()))
ADDRESSES = {name: place for name, (place, _) in FOUND.items()}
CLOSED = {name: place for name, place in ADDRESSES.items() if name not in PUBLIC}


def test_pages_without_sign_in_are_the_named_ones():
    unguarded = {name for name, (_, is_closed) in FOUND.items() if not is_closed}

    assert unguarded == PUBLIC | SELF_GUARDED


def test_every_address_has_a_name():
    assert [name for name in ADDRESSES if "/" in name] == []


@pytest.mark.django_db
@pytest.mark.parametrize("place", CLOSED.values(), ids=CLOSED.keys())
def test_visitor_is_sent_to_sign_in(client, place):
    response = client.get(place)

    assert response.status_code == 302
    assert response.url.partition("?")[0] == str(settings.LOGIN_URL)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC & ADDRESSES.keys()))
def test_public_page_asks_nobody_to_sign_in(client, name):
    response = client.get(ADDRESSES[name])

    assert response.headers.get("Location", "").partition("?")[0] != str(settings.LOGIN_URL)
