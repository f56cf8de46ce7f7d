"""Unusual patterns of a team, put as questions that a supervisor answers for oneself."""

from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import RatingLabel
from appraisal.rules.team_patterns import PatternCode, team_patterns
from competency.choices import competency_name

SUBJECTS_SHOWN, WORDS_SHOWN = 3, 60


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask oneself, and the people whom it names, none where it asks about the whole team."""

    text: str
    keys: frozenset[int] = frozenset()


def questions_about(people, competencies):
    """Return a question for every pattern; competencies are {code: name}."""
    return [
        Question(QUESTIONS[found.code](found, competencies), frozenset(found.keys))
        for found in team_patterns(people)
    ]


def questions_on(key, people):
    """Return the questions that name one person, that person first, before anything is decided."""
    found = [led_by(row, key) for row in team_patterns(people) if key in row.keys]
    return [QUESTIONS[row.code](row, {}) for row in found]


def led_by(found, key):
    """Return a pattern with the name of one person before the others."""
    people = sorted(zip(found.keys, found.subjects, strict=True), key=lambda row: row[0] != key)
    return replace(found, subjects=tuple(name for _key, name in people))


def listed(names):
    """Return "A, B, C and 2 more"."""
    names = list(names)
    shown, rest = ", ".join(names[:SUBJECTS_SHOWN]), len(names) - SUBJECTS_SHOWN
    if rest <= 0:
        return shown
    more = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
    return more % {"names": shown, "count": rest}


def same_rating(found, _competencies):
    """Ask about one predikat for everybody."""
    words = {"count": found.total, "rating": RatingLabel(found.value).label}
    return _("All %(count)s people have “%(rating)s”. Is their work really alike?") % words


def same_level(found, competencies):
    """Ask about competencies in which everybody stands on one level."""
    words = {"names": listed(competency_name(competencies[code]) for code in found.subjects)}
    if found.value:
        words["level"] = found.value
        return _("Everybody is at level %(level)s in %(names)s. Is that so?") % words
    return _("Everybody is at the same level in %(names)s. Is that so?") % words


def flat_profile(found, _competencies):
    """Ask about people with one level in everything."""
    words = {"names": listed(found.subjects)}
    return (
        _("%(names)s: one level in every competency. Is nothing stronger or weaker than the rest?")
        % words
    )


def as_they_saw(found, _competencies):
    """Ask about levels that repeat the self-assessment."""
    words = {"count": found.count, "total": found.total}
    return (
        _(
            "Your level equals the self-assessment in %(count)s of %(total)s cases. "
            "Did you see examples of your own?"
        )
        % words
    )


def at_standard(found, _competencies):
    """Ask about levels that repeat the standard."""
    words = {"count": found.count, "total": found.total}
    return (
        _(
            "%(count)s of %(total)s levels are exactly the standard of the post. "
            "Does nobody go beyond it, or still learn?"
        )
        % words
    )


def below_self(found, _competencies):
    """Ask about a view far below the team's own."""
    words = {"levels": number_format(round(found.value, 1), 1)}
    return (
        _(
            "On average you are %(levels)s levels below how the team sees itself. "
            "Did you talk about what each level expects?"
        )
        % words
    )


def above_self(found, _competencies):
    """Ask about a view far above the team's own."""
    words = {"levels": number_format(round(found.value, 1), 1)}
    return (
        _(
            "On average you are %(levels)s levels above how the team sees itself. "
            "Which examples show it?"
        )
        % words
    )


def same_words(found, _competencies):
    """Ask about words that several people read."""
    words = {"names": listed(found.subjects), "words": Truncator(found.value).chars(WORDS_SHOWN)}
    return (
        _(
            "%(names)s read the very same words, such as “%(words)s”. "
            "Can each of them read something about their own work?"
        )
        % words
    )


QUESTIONS = {
    PatternCode.SAME_RATING: same_rating,
    PatternCode.SAME_LEVEL: same_level,
    PatternCode.FLAT_PROFILE: flat_profile,
    PatternCode.AS_THEY_SAW: as_they_saw,
    PatternCode.AT_STANDARD: at_standard,
    PatternCode.BELOW_SELF: below_self,
    PatternCode.ABOVE_SELF: above_self,
    PatternCode.SAME_WORDS: same_words,
}
