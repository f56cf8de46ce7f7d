"""Words that arrived after the session had ended: nobody keeps them, so their writer can copy them."""

import re
from functools import cache

from django.apps import apps
from django.shortcuts import render

HIDDEN = {  # what a form carries beside what a person wrote
    "csrfmiddlewaretoken",
    "back",
    "client_id",
    "dari",
    "expected",
    "expected_revision",
    "kind",
    "move",
    "next",
    "periode",
    "revision",
    "seen",
    "seq",
    "similar",
    "sure",
    "username",
}
HIDDEN_ENDS = ("-rev", "-conflict", "-offered", "-chosen")
PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{22}")
STATUS = 401


def typed_words(fields):
    """Return what was written in a form that was sent too late, if a text of several words is there."""
    texts = [text.strip() for name in fields if is_shown(name) for text in fields.getlist(name)]
    codes = choice_codes()
    words = [text for text in texts if text and text not in codes and not is_public_id(text)]
    return words if any(len(text.split()) > 1 for text in words) else []


def is_shown(name):
    """Tell whether a person wrote into a field; a password is never shown."""
    return name not in HIDDEN and not name.endswith(HIDDEN_ENDS) and "password" not in name


def is_public_id(text):
    """Tell whether a text is the random key of a choice; a long word has small letters only."""
    return bool(PUBLIC_ID.fullmatch(text)) and not text[1:].islower()


@cache
def choice_codes():
    """Return the values of ticks and of all choices of the models: nobody wrote these."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    flat = [value for field in fields for value, _label in getattr(field, "flatchoices", ())]
    return {"on", "true", "false", *(value for value in flat if isinstance(value, str) and value)}


def words_not_sent(request, words, back):
    """Draw the page: every word to copy, and the way in; no browser keeps this page."""
    context = {"words": words, "back": back}
    response = render(request, "accounts/words_not_sent.html", context, status=STATUS)
    response.headers["Cache-Control"] = "private, no-store"
    return response
