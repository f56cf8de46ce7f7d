"""Closed by default: an anonymous visitor reaches the sign-in page, and the named public pages."""

import re

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# Opening a page to everybody is a visible decision: it is made here.
PUBLIC = {
    "ready",
    "accounts:sign_in",
    "accounts:sign_in_code",
    "accounts:password_reset",
    "accounts:password_reset_confirm",
    "accounts:set_language",
    "appraisal:verify",
}
EXAMPLES = {"int": "1", "slug": "contoh", "uuid": "6f1c1a0e-5a0e-4d0c-9a57-3f3f0c1f0a11"}


def addresses(resolver, namespace="", start="/"):
    """Yield name and an example of every address of the site."""
    for entry in resolver.url_patterns:
        place = start + example(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from addresses(entry, inner, place)
        elif isinstance(entry, URLPattern):
            yield ":".join(filter(None, [namespace, entry.name or place])), place


def example(pattern):
    """Return a text that a pattern matches."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda part: EXAMPLES.get(part[1], "x" * 22), str(pattern))


ADDRESSES = dict(addresses(get_resolver()))
CLOSED = {name: place for name, place in ADDRESSES.items() if name not in PUBLIC}


def test_public_pages_exist():
    assert PUBLIC - ADDRESSES.keys() == set()


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
