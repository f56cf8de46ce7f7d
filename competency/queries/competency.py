"""The dictionary of a day, and what its technical competencies are used for."""

from dataclasses import dataclass

from accounts.queries.references import is_referenced
from competency.choices import LEVELS, CompetencyCategory
from competency.models import Competency, CompetencyDraft, PositionStandard, ProficiencyLevel

DEFAULT_LABELS = ("Paham", "Dasar", "Menengah", "Mumpuni", "Ahli")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The competencies of a dictionary on a day: the regulation's, the agency's, those to come."""

    given: list
    technical: list
    coming: list


def dictionary_on(framework, on, levels=None):
    """Return the dictionary of a day with the technical versions that are planned; one query.

    With {code: level} of a post, each competency carries what the post asks for as `asked`.
    """
    rows = Competency.objects.filter(framework=framework).not_over(on)
    rows = list(rows.order_by("position", "version", "pk"))
    for row in rows:
        row.asked = (levels or {}).get(row.code)
    begun = [row for row in rows if row.from_date is None or row.from_date <= on]
    return Dictionary(
        given=[row for row in begun if row.category != CompetencyCategory.TECHNICAL],
        technical=[row for row in begun if row.category == CompetencyCategory.TECHNICAL],
        coming=[row for row in rows if row not in begun],
    )


def drafts_of(actor):
    """Return the competencies that the actor has begun to write, the newest first."""
    return CompetencyDraft.objects.visible_to(actor).order_by("-saved_at", "pk")


def versions_of(competency):
    """Return all versions of a competency, the newest first."""
    rows = Competency.objects.filter(framework=competency.framework_id, code=competency.code)
    return rows.order_by("-version", "-pk")


def is_used(competency):
    """Tell whether a standard, an answer, a rating or the ledger refers to a competency."""
    return is_referenced(competency, ignored=(ProficiencyLevel,))


def posts_requiring(competency, on):
    """Return how many posts or kinds of post require a competency on a day or later."""
    rows = PositionStandard.objects.filter(competency=competency)
    return rows.exclude(until_date__lt=on).count()


def level_labels(framework):
    """Return {level: name} as the dictionary names its five levels."""
    known = ProficiencyLevel.objects.filter(competency__framework=framework)
    rows = known.order_by("-competency__position", "-pk").values_list("level", "label")
    return dict(zip(LEVELS, DEFAULT_LABELS, strict=True)) | dict(rows)
