"""What a supervisor should know before deciding: the organisation, then the own team."""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import RoleGrant
from accounts.queries.org_tree import org_tree
from appraisal.choices import ExpectationMark, RatingLabel
from appraisal.models import UnitAchievement
from appraisal.queries.achievement import achievement_for
from appraisal.rules.distribution import WarningCode, distribution_warnings
from appraisal.rules.quadrant import performance_rating
from appraisal.rules.team_patterns import FEWEST_PEOPLE

NAMES_SHOWN = 3
ROWS = (ExpectationMark.ABOVE, ExpectationMark.MEETS, ExpectationMark.BELOW)
COLUMNS = tuple(reversed(ROWS))
TONES = {RatingLabel.VERY_GOOD: 2, RatingLabel.GOOD: 1}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the quadrant, in the shape that the chart draws."""

    rating: str
    tone: int
    here: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class TeamPattern:
    """How the predikat of a supervisor's team lie, this one included, and what is unusual."""

    counts: list[tuple[RatingLabel, int]]
    total: int
    warnings: list[str]
    fewest = FEWEST_PEOPLE

    @property
    def is_shown(self):
        """Tell whether enough people are rated for a pattern to say something."""
        return self.total >= self.fewest


@dataclass(frozen=True, slots=True)
class Organisation:
    """The achievement that comes before the predikat, or whom to ask for it."""

    achievement: UnitAchievement | None
    unit: str
    ask: str


def quadrant_cells(results, behaviour):
    """Return the 3 x 3 quadrant, results from above down, behaviour from below up."""
    return [[cell(row, column, (results, behaviour)) for column in COLUMNS] for row in ROWS]


def cell(row, column, chosen):
    """Return one cell of the quadrant."""
    label = RatingLabel(performance_rating(row.value, column.value).value)
    return Cell(str(label.label), TONES.get(label, 0), (row, column) == tuple(chosen))


def organisation_of(evaluation, on):
    """Return the organisation's value for an evaluation, or whom to ask to record it."""
    tree = org_tree(on)
    achievement = achievement_for(evaluation.supervisor, evaluation.period, on, tree)
    if achievement is None:
        return Organisation(None, "", whom_to_ask(evaluation, on))
    return Organisation(achievement, tree.names.get(achievement.org_unit_id, ""), "")


def whom_to_ask(evaluation, on):
    """Return the names of the HR administrators in whose scope the unit lies."""
    tree = org_tree(on)
    above = tree.ancestors(evaluation.org_unit_id)
    grants = RoleGrant.objects.in_force(on).filter(role=Role.HR_ADMIN, employee__is_active=True)
    here = grants.filter(org_unit=evaluation.org_unit_id)
    over = grants.filter(org_unit__in=above, with_sub_units=True)
    names = (here | over).order_by("employee__name", "pk").values_list("employee__name", flat=True)
    found = list(dict.fromkeys(names))[:NAMES_SHOWN]
    return ", ".join(found) or _("your HR administrator")


def team_pattern(evaluation, members, achievement, rating=None):
    """Return the decided predikat of the team together with the one being thought of."""
    counts = Counter(
        member.rating
        for member in members
        if member.done and member.rating and is_same_team(member.evaluation, evaluation)
    )
    if rating:
        counts[rating] += 1
    return pattern(counts, achievement)


def is_same_team(other, evaluation):
    """Tell whether another evaluation lies on the same desk; a delegate may see more than one."""
    return other.pk != evaluation.pk and other.supervisor_id == evaluation.supervisor_id


def pattern(counts, achievement):
    """Name what is unusual beside the organisation's value; a guide that warns and never blocks."""
    known = {label: counts.get(label.value, 0) for label in RatingLabel}
    warnings = []
    if achievement:
        found = distribution_warnings(
            achievement.value, {label.value: count for label, count in known.items()}
        )
        warnings = [in_words(warning) for warning in found]
    return TeamPattern(list(known.items()), sum(known.values()), warnings)


def in_words(warning):
    """Return one warning of the guide as a sentence."""
    ratings = (warning.rating, *warning.together_with)
    words = {
        "ratings": get_text_list([str(RatingLabel(rating.value).label) for rating in ratings]),
        "actual": f"{warning.actual:.0f}",
        "limit": f"{warning.limit:.0f}",
    }
    sentences = {
        WarningCode.ABOVE_MAXIMUM: _(
            "%(actual)s%% of your team have “%(ratings)s”; the guide names %(limit)s%% at most."
        ),
        WarningCode.BELOW_MINIMUM: _(
            "%(actual)s%% of your team have “%(ratings)s”; the guide names %(limit)s%% at least."
        ),
        WarningCode.NONE_PRESENT: _("Nobody has “%(ratings)s”; the guide expects some."),
        WarningCode.NOT_EXPECTED: _(
            "%(actual)s%% of your team have “%(ratings)s”; the guide expects nobody."
        ),
    }
    return sentences[warning.code] % words
