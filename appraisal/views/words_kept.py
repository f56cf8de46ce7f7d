"""The page for words that could not be saved: what happened, and every word to copy."""

from dataclasses import dataclass

from django.shortcuts import render


@dataclass(frozen=True, slots=True)
class Kept:
    """What happened, what was typed as (label, text), and where one may go on."""

    title: str
    text: str
    words: list
    deed: str = ""  # who did what when
    url: str = ""
    button: str = ""


def keep_words(request, kept, status=409):
    """Draw the page."""
    return render(request, "appraisal/words_kept.html", {"kept": kept}, status=status)
