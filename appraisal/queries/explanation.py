"""Why a result is what it is, in the language of the reader.

What is frozen with a result is Indonesian, and papers print it as it is. A reader of another
language reads the same sentences, made again from the frozen codes under the same rule.
"""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from appraisal.choices import ExpectationMark, RatingLabel
from appraisal.rules.explanation import Topic, explain, recompute
from appraisal.rules.quadrant import RULE_VERSION, Expectation

STORED = "id"  # the language of what is frozen


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences with their topics; `is_stored` if they stand in the language of the regulation."""

    sentences: tuple[dict, ...]
    is_stored: bool


def told(trace):
    """Return the explanation of a trace in the language of the reader, as stored where it must be."""
    if (get_language() or STORED).startswith(STORED) or not is_replayed(trace):
        return Told(tuple(trace["screen"]), is_stored=True)
    explanation = explain(**trace["inputs"])
    rows = [{"topic": topic.value, "text": text} for topic, text in sentences(explanation)]
    return Told(tuple(rows), is_stored=False)


def is_replayed(trace):
    """Tell whether the rule of today, replayed, gives what is frozen."""
    return trace.get("rule_version") == RULE_VERSION and recompute(trace) == trace["output"]


def sentences(explanation):
    """Yield (topic, sentence) in the order of the rule."""
    results, behaviour = lowered(explanation.results), lowered(explanation.behaviour)
    rating = RatingLabel(explanation.rating.value).label
    cell = {"results": results, "behaviour": behaviour, "rating": rating}
    yield Topic.RATINGS, _("The supervisor rates the work results: %(results)s.") % cell
    yield Topic.RATINGS, _("The supervisor rates the work behaviour: %(behaviour)s.") % cell
    yield Topic.GUIDE, results_example(explanation.results)
    yield Topic.GUIDE, behaviour_example(explanation.behaviour)
    met = _(
        "In the performance quadrant, work results “%(results)s” and work behaviour"
        " “%(behaviour)s” meet in the box %(rating)s. That is the predikat."
    )
    yield Topic.CELL, met % cell
    for other in explanation.alternatives:
        yield Topic.OTHERWISE, otherwise(other, explanation.rating)
    for text in not_counted():
        yield Topic.NOT_COUNTED, text
    yield Topic.SOURCE, _("Basis: PermenPANRB 6/2022, pages 99-103.")


def lowered(expectation):
    """Return "above expectations", as it stands inside a sentence."""
    return str(ExpectationMark(expectation.value).label).lower()


def results_example(expectation):
    """Return what the regulation gives as example for a rating of results."""
    words = {"rating": lowered(expectation), "guide": results_guide()[expectation]}
    return (
        _("Example of the guide (pages 97-102) for work results “%(rating)s”: %(guide)s.") % words
    )


def behaviour_example(expectation):
    """Return what the regulation gives as example for a rating of behaviour."""
    words = {"rating": lowered(expectation), "guide": behaviour_guide()[expectation]}
    return (
        _("Example of the guide (pages 97-102) for work behaviour “%(rating)s”: %(guide)s.") % words
    )


def otherwise(other, rating):
    """Return what one other rating would have given."""
    told_for = {
        ("results", True): _("If work results were “%(to)s”, the predikat would stay %(rating)s."),
        ("results", False): _("If work results were “%(to)s”, the predikat would be %(rating)s."),
        ("behaviour", True): _(
            "If work behaviour were “%(to)s”, the predikat would stay %(rating)s."
        ),
        ("behaviour", False): _(
            "If work behaviour were “%(to)s”, the predikat would be %(rating)s."
        ),
    }
    words = {"to": lowered(other.expectation), "rating": RatingLabel(other.rating.value).label}
    return told_for[other.axis, other.rating == rating] % words


def not_counted():
    """Return what never enters a predikat."""
    return (
        _("This predikat is not computed from numbers, weights or quotas."),
        _("Targets reached, competency levels, feedback and surveys are material to consider."),
        _("None of this material changes the predikat by itself."),
        _("The distribution pattern of the predikat is a guide only, not a ration."),
    )


def results_guide():
    """Return the regulation's example guide to the rating of results (p. 97-98 and 100-101)."""
    return {
        Expectation.ABOVE: _(
            "most or all work results above expectations, no main work result below expectations, "
            "and most or all of the feedback positive"
        ),
        Expectation.MEETS: _(
            "most or all work results meet expectations, only a small part of the main work results "
            "below expectations, and part of the feedback positive"
        ),
        Expectation.BELOW: _(
            "most or all work results below expectations and most or all of the feedback not positive"
        ),
    }


def behaviour_guide():
    """Return the regulation's example guide to the rating of behaviour (p. 98 and 102)."""
    return {
        Expectation.ABOVE: _(
            "consistently lives the core values of the civil service and safeguards that they are "
            "lived inside or outside the work unit"
        ),
        Expectation.MEETS: _("consistently lives the core values of the civil service"),
        Expectation.BELOW: _("does not yet live the core values of the civil service consistently"),
    }
