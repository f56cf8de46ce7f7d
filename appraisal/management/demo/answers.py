"""What people write into their self-assessment, as drafts {key: text}."""

import random
from dataclasses import dataclass, field

from appraisal.choices import ExpectationMark, NarrativeKind
from appraisal.management.demo.data import texts
from appraisal.rules.core_values import VALUE_CODES

MONTHS = ("Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober")
ABOVE, MEETS, BELOW = ExpectationMark.ABOVE, ExpectationMark.MEETS, ExpectationMark.BELOW
STEPS = (BELOW, MEETS, ABOVE)
HIGHEST = 5
LEVELS_CLAIMED = {ABOVE: (5, 65, 30), MEETS: (18, 62, 20), BELOW: (35, 55, 10)}  # below, at, above


@dataclass
class Story:
    """How a person's year went: the two ratings it leads to, and dice of its own."""

    results: str
    behaviour: str
    rng: random.Random
    unit: str
    name: str
    said: set = field(default_factory=set)

    def tell(self, text):
        """Fill the blanks of a text."""
        return text.format(
            unit=self.unit, name=self.name, n=self.rng.randint(6, 48), month=self.rng.choice(MONTHS)
        )

    def pick(self, rows):
        """Return one text, filled in; nobody says the same twice while there is something else."""
        fresh = [row for row in rows if row not in self.said] or rows
        text = self.rng.choice(fresh)
        self.said.add(text)
        return self.tell(text)

    def near(self, mark, up):
        """Return a mark, now and then one step higher (up) or lower."""
        place = STEPS.index(mark)
        if self.rng.random() < 0.25:
            place += 1 if up else -1
        return STEPS[min(max(place, 0), 2)]


def self_values(story, planned, competencies, criteria=()):
    """Return everything that a complete self-assessment says: {key: text}.

    `competencies` are those that the questionnaire asks for, each with its `standard`.
    """
    values = {}
    for position, result in enumerate(planned):
        values |= result_values(story, result, position)
    for kind in NarrativeKind.values:
        values[f"narrative.{kind}.text"] = story.pick(texts("answers")["narratives"][kind])
        values[f"narrative.{kind}.done"] = "yes"
    for value in VALUE_CODES:
        rows = texts("answers")["behaviours"][value]
        values[f"behaviour.{value}.mark"] = story.near(story.behaviour, up=True)
        values[f"behaviour.{value}.example"] = story.pick(rows)
    for criterion in criteria:
        stem = f"criterion.{criterion.public_id}"
        values[f"{stem}.mark"] = story.near(story.behaviour, up=True)
        values[f"{stem}.example"] = story.pick(texts("answers")["criteria"][criterion.code])
    for competency in competencies:
        values |= competency_values(story, competency)
    return values


def result_values(story, result, position):
    """Return realisation, mark and note of one planned result."""
    failed = story.results == BELOW and position < 2
    slipped = story.results == MEETS and position == 1 and story.rng.random() < 0.3
    stem, went_well = f"result.{result.public_id}", not (failed or slipped)
    mark = BELOW if failed else story.near(ABOVE if story.results == ABOVE else MEETS, up=went_well)
    noted = story.rng.random() < 0.4
    return {
        f"{stem}.realisation": realised(result, went_well),
        f"{stem}.mark": mark,
        f"{stem}.note": story.pick(texts("answers")["notes"]["texts"]) if noted else "",
    }


def realised(result, went_well):
    """Return what was realised of a planned result, in the words of its own row of the table."""
    rows = (row for family in texts("results").values() for row in family["results"])
    row = next(row for row in rows if row[0] == result.statement)
    return row[7] if went_well else row[8]


def competency_values(story, competency):
    """Return level and example of one competency."""
    shift = story.rng.choices((-1, 0, 1), LEVELS_CLAIMED[story.results])[0]
    level = min(max(competency.standard + shift, 1), HIGHEST)
    stem = f"competency.{competency.public_id}"
    return {
        f"{stem}.level": str(level),
        f"{stem}.example": story.pick(texts("answers")["competencies"][competency.code]),
    }


def keep_first(values, counts):
    """Return what somebody has written so far: the first groups of each kind, as many as counted."""
    kept, seen = {}, {}
    for key, text in values.items():
        kind, identity = key.split(".")[:2]
        groups = seen.setdefault(kind, [])
        if identity not in groups:
            groups.append(identity)
        if groups.index(identity) < counts.get(kind, 0):
            kept[key] = text
    return kept
