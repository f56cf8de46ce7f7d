"""What stands on a printed document, taken from the frozen snapshot only."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from appraisal.rules.labels import (
    ACHIEVEMENT_PRINT,
    EXPECTATION_PRINT,
    EXPECTATION_SCREEN,
    RATING_PRINT,
)
from appraisal.rules.periods import period_on_form
from competency.rules.agreement import Agreement

ASPECTS = {"QUANTITY": "Kuantitas", "QUALITY": "Kualitas", "TIME": "Waktu", "COST": "Biaya"}
AGREEMENTS = {
    Agreement.CONFIRMED_STRENGTH: "kekuatan yang sama-sama dilihat",
    Agreement.HIDDEN_STRENGTH: "kekuatan yang belum disadari pegawai",
    Agreement.BLIND_SPOT: "perlu dibicarakan: atasan melihat level lebih rendah",
    Agreement.AGREED_NEED: "ruang belajar yang sama-sama dilihat",
}


@dataclass(frozen=True)
class Paper:
    """A document and everything its template prints; all words are the snapshot's or the regulation's."""

    document: object
    snapshot: dict
    verify_url: str
    decided_date: date
    period_from: date
    period_until: date

    @property
    def period(self):
        """Return the period in the words of the form."""
        period = self.snapshot["period"]
        return period_on_form(period["kind"], period["name"], self.period_until)

    @property
    def achievement(self):
        """Return the organisation's achievement in the words of the form."""
        return ACHIEVEMENT_PRINT[self.snapshot["organisation"]["value"]]

    @property
    def rating(self):
        """Return the predikat in the words of the form."""
        return RATING_PRINT[self.snapshot["ratings"]["rating"]]

    @property
    def results_rating(self):
        """Return the rating of the results in the words of the form."""
        return EXPECTATION_PRINT[self.snapshot["ratings"]["results"]]

    @property
    def behaviour_rating(self):
        """Return the rating of the behaviour in the words of the form."""
        return EXPECTATION_PRINT[self.snapshot["ratings"]["behaviour"]]

    @property
    def explanation(self):
        """Return the sentences frozen with the result, grouped by what they are about."""
        groups = {}
        for sentence in self.document.published_result.trace["screen"]:
            groups.setdefault(sentence["topic"], []).append(sentence["text"])
        return groups

    @property
    def why(self):
        """Return the sentences that explain the predikat on one sheet."""
        told = self.explanation
        return [
            text
            for topic in ("ratings", "cell", "not_counted", "source")
            for text in told.get(topic, ())
        ]

    @property
    def results_words(self):
        """Return the rating of the results as screens and reports spell it."""
        return EXPECTATION_SCREEN[self.snapshot["ratings"]["results"]]

    @property
    def behaviour_words(self):
        """Return the rating of the behaviour as screens and reports spell it."""
        return EXPECTATION_SCREEN[self.snapshot["ratings"]["behaviour"]]

    @property
    def dialogue_date(self):
        """Return the day of the dialogue, or None."""
        day = self.snapshot["dialogue"]["date"]
        return date.fromisoformat(day) if day else None

    @property
    def verify_host(self):
        """Return the address for typing, without scheme."""
        return (settings.PUBLIC_URL + reverse("appraisal:verify_form")).split("//", 1)[1]

    @property
    def agreements(self):
        """Return (words, names of competencies) for each way in which the two views meet."""
        groups = {}
        for row in self.gap_rows:
            if row["agreement"]:
                groups.setdefault(row["agreement"], []).append(row["name"])
        return [(words, ", ".join(names)) for words, names in groups.items()]

    @property
    def gap_rows(self):
        """Return the competencies as rows of the gap plot."""
        return [
            {
                "name": row["name"],
                "standard": row["standard"],
                "own": row["self_level"],
                "supervisor": row["level"],
                "agreement": AGREEMENTS.get(row["agreement"], ""),
            }
            for row in self.snapshot["competencies"]
        ]

    @property
    def results(self):
        """Return the planned results with marks in words."""
        return [
            {
                **both_marks(row),
                "indicators": [
                    {**one, "aspect_words": ASPECTS.get(one["aspect"], "")}
                    for one in row["indicators"]
                ],
            }
            for row in self.snapshot["plan"]["results"]
        ]

    @property
    def behaviours(self):
        """Return the seven core values with marks in words."""
        return [both_marks(row) for row in self.snapshot["behaviours"]]

    @property
    def criteria(self):
        """Return the criteria of the cycle with marks in words; none in older results."""
        return [both_marks(row) for row in self.snapshot.get("criteria", ())]

    @property
    def signer(self):
        """Return who signs: the supervisor, or whoever acted in the supervisor's name."""
        return self.snapshot.get("on_behalf") or self.snapshot["supervisor"]

    @property
    def is_on_behalf(self):
        """Tell whether somebody signs in the supervisor's name."""
        return bool(self.snapshot.get("on_behalf"))


def both_marks(row):
    """Return a row of the snapshot with both marks in words."""
    return {
        **row,
        "mark_words": EXPECTATION_SCREEN.get(row["mark"], ""),
        "self_words": EXPECTATION_SCREEN.get(row["self_mark"], ""),
    }


def date_on_paper(snapshot):
    """Return the day that stands on the papers of a result: that of its decision."""
    return datetime.fromisoformat(snapshot["decided_at"]).date()


def paper_of(document):
    """Return what a document prints."""
    snapshot = document.published_result.snapshot
    return Paper(
        document=document,
        snapshot=snapshot,
        verify_url=settings.PUBLIC_URL + reverse("appraisal:verify", args=[document.token]),
        decided_date=date_on_paper(snapshot),
        period_from=date.fromisoformat(snapshot["period"]["from"]),
        period_until=date.fromisoformat(snapshot["period"]["until"]),
    )
