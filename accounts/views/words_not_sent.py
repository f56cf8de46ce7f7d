"""Words that arrived after the session had ended: nobody keeps them, so their writer can copy them."""

from django.shortcuts import render

NEVER_SHOWN = ("password", "code", "csrfmiddlewaretoken")
STATUS = 401


def typed_words(fields):
    """Return the texts of several words in a form that was sent too late; no password among them."""
    names = [name for name in fields if not any(part in name for part in NEVER_SHOWN)]
    texts = [text.strip() for name in names for text in fields.getlist(name)]
    return [text for text in texts if len(text.split()) > 1]


def words_not_sent(request, words, back):
    """Draw the page: every word to copy, and the way in; no browser keeps this page."""
    context = {"words": words, "back": back}
    response = render(request, "accounts/words_not_sent.html", context, status=STATUS)
    response.headers["Cache-Control"] = "private, no-store"
    return response
