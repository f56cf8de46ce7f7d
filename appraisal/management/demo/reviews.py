"""What supervisors write into their review, as drafts {key: text}."""

from datetime import timedelta

from appraisal.choices import ExpectationMark
from appraisal.management.demo.answers import HIGHEST
from appraisal.management.demo.data import texts, working_day
from appraisal.rules.core_values import VALUE_CODES

ALL_TICKED = "1,2,3"
SOME_TICKED = ("1", "1,2", "2,3", "1,3")
FOCUSES = 2
USUAL, STRONG = (18, 66, 16), (9, 72, 19)  # how often the supervisor sees less, the same, more


def review_values(story, planned, competencies, own, criteria=()):
    """Return everything that a complete review says: {key: text}; `own` are the levels claimed."""
    values, gaps = {}, []
    for result in planned:
        values |= mark_values(story, f"result.{result.public_id}", story.results, "feedback")
    for value in VALUE_CODES:
        values |= mark_values(story, f"behaviour.{value}", story.behaviour, "behaviour_feedback")
    for criterion in criteria:
        stem = f"criterion.{criterion.public_id}"
        values |= mark_values(story, stem, story.behaviour, "criterion_feedback")
    for competency in competencies:
        claimed = int(own.get(f"competency.{competency.public_id}.level") or competency.standard)
        level = observed(story, claimed, competency.standard)
        gaps.append((level - competency.standard, competency))
        values |= level_values(story, competency, claimed, level)
    return values | overall_values(story) | focus_values(story, gaps)


def mark_values(story, stem, rating, feedback):
    """Return mark and feedback on one result or one value; sometimes nothing is said."""
    if story.rng.random() < 0.2:
        return {}
    mark = story.near(rating, up=story.rng.random() < 0.5)
    said = story.rng.random() < 0.5
    return {
        f"{stem}.mark": mark,
        f"{stem}.feedback": story.pick(texts("words")[feedback][mark]) if said else "",
    }


def observed(story, claimed, standard):
    """Return the level that the supervisor saw: most often the one claimed."""
    is_strong = story.results == ExpectationMark.ABOVE
    shift = story.rng.choices((-1, 0, 1), STRONG if is_strong else USUAL)[0]
    if is_strong and claimed < standard:
        shift = max(shift, 0)
    if story.behaviour == ExpectationMark.BELOW and claimed >= standard:
        shift = story.rng.choice((-1, 0))
    return min(max(claimed + shift, 1), HIGHEST)


def level_values(story, competency, claimed, level):
    """Return level, ticks and example of one competency; ticks agree with the level."""
    stem, words = f"competency.{competency.public_id}", texts("words")["observed"]
    ticks = ALL_TICKED if level >= competency.standard else story.rng.choice(SOME_TICKED)
    rows = words["same"]
    if level != claimed:
        rows = words["higher" if level > claimed else "lower"]
    return {
        f"{stem}.level": str(level),
        f"{stem}.indicators": ticks if story.rng.random() < 0.8 else "",
        f"{stem}.example": story.pick(rows),
    }


def overall_values(story):
    """Return the two ratings with reasons, and strengths."""
    words = texts("words")
    return {
        "overall.results_rating": story.results,
        "overall.results_reason": story.pick(words["reasons"]["results"][story.results]),
        "overall.behaviour_rating": story.behaviour,
        "overall.behaviour_reason": story.pick(words["reasons"]["behaviour"][story.behaviour]),
        "overall.strengths": story.pick(words["strengths"]["texts"]),
        "overall.recommendation": story.pick(words["recommendation"]["texts"]),
    }


def talk_values(story, day):
    """Return what was noted about a dialogue that was held on the working day before."""
    return {
        "overall.dialogue_date": working_day(day - timedelta(days=1)).isoformat(),
        "overall.dialogue_note": story.pick(texts("words")["dialogue"]["texts"]),
    }


def focus_values(story, gaps):
    """Return one or two focuses: where the observed level is farthest below the standard.

    Where competencies are not asked for, it is one sentence.
    """
    if not gaps:
        return {"focus.1.text": story.pick(texts("words")["focus_of_results"]["texts"])}
    gaps.sort(key=lambda gap: (gap[0], story.rng.random()))
    values = {}
    for number, (_gap, competency) in enumerate(gaps[: story.rng.randint(1, FOCUSES)], start=1):
        values[f"focus.{number}.competency"] = competency.public_id
        values[f"focus.{number}.text"] = story.pick(texts("words")["focus"][competency.code])
    return values
