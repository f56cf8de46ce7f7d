"""Counts, gaps and themes of a group of people, as far as they may be shown."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from appraisal.choices import RatingLabel
from appraisal.models import UnitAchievement
from appraisal.queries.achievement import nearest
from appraisal.rules.distribution import SE_3_2023, WarningCode, distribution_warnings
from competency.choices import competency_name
from competency.models import Competency


@dataclass(frozen=True, slots=True)
class Rating:
    """How many people have a predikat, and what the guide says about it."""

    label: RatingLabel
    people: int
    share: float
    guide: float | None

    @property
    def bar(self):
        """Return the bar of the chart: label, share, text and guide."""
        text = f"{self.people} ({self.share:.0%})"
        return (str(self.label.label).replace(" ", "|"), self.share, text, self.guide)


@dataclass(frozen=True, slots=True)
class Theme:
    """A competency that supervisors chose as a focus, and for how many people."""

    name: str
    people: int
    share: float

    @property
    def parts(self):
        """Return the bar of the theme."""
        return [("c-sent", round(self.share * 100)), ("c-none", 100 - round(self.share * 100))]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The heat map: mean level minus standard per unit and competency, None where it is hidden."""

    columns: list[str]
    rows: list[tuple[str, list[float | None]]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is published about a group; hidden when the group is too small."""

    stand: datetime
    later: int
    is_shown: bool
    is_empty: bool = False  # nobody at all had a result by then
    people: int = 0
    ratings: tuple[Rating, ...] = ()
    achievement: UnitAchievement | None = None
    achievement_of: str = ""
    warnings: tuple[str, ...] = ()
    gaps: Gaps | None = None
    themes: tuple[Theme, ...] = ()
    unnamed: int = 0  # people with a focus that names no competency
    below: tuple[tuple[str, str, int | None, list[int]], ...] = ()  # the same per part

    @property
    def hides_parts(self):
        """Tell whether a part is hidden."""
        return any(people is None for _name, _key, people, _counts in self.below)

    @property
    def bars(self):
        """Return the bars of the distribution, in the order of the tables."""
        return [rating.bar for rating in self.ratings]


def figures(numbers, period, group, parts, tree):
    """Return the figures of a group and of its parts, with two queries more at any size."""
    if group not in numbers.shown:
        return Figures(
            numbers.stand, numbers.later, is_shown=False, is_empty=not any(numbers.people.values())
        )
    counts = rating_counts(numbers, group, tree)
    people = sum(counts.values())
    achievement = achievement_of(group.unit, period, tree)
    names, focuses = names_of(numbers), focuses_of(numbers, group, tree)
    return Figures(
        stand=numbers.stand,
        later=numbers.later,
        is_shown=True,
        people=people,
        ratings=ratings_of(counts, people, achievement),
        achievement=achievement,
        achievement_of=tree.names.get(achievement.org_unit_id, "") if achievement else "",
        warnings=warnings_of(counts, achievement),
        gaps=gaps_of(numbers, group, parts, tree, names),
        themes=themes_of(focuses, people, names),
        unnamed=focuses.get(None, 0),
        below=tuple(below(part, numbers, tree) for part in parts),
    )


def units_of(group, tree):
    """Return the units whose people belong to a group."""
    return tree.with_descendants(group.unit) if group.is_whole else frozenset({group.unit})


def rating_counts(numbers, group, tree):
    """Return {predikat: people} of a group, each predikat named, the lowest first."""
    units = units_of(group, tree) & numbers.ratings.keys()
    return {
        label: sum(numbers.ratings[unit].get(label, 0) for unit in units)
        for label in reversed(RatingLabel)
    }


def below(part, numbers, tree):
    """Return (name, key, people or None, counts) of a part, hidden where it is too small."""
    if part.group not in numbers.shown:
        return part.name, part.public_id, None, []
    counts = rating_counts(numbers, part.group, tree)
    return part.name, part.public_id, sum(counts.values()), list(counts.values())


def achievement_of(unit, period, tree):
    """Return the achievement of a unit, else of the nearest above that has one, or None."""
    recorded = {row.org_unit_id: row for row in UnitAchievement.objects.filter(period=period)}
    return recorded.get(nearest(unit, recorded, tree))


def ratings_of(counts, people, achievement):
    """Return each predikat with its share, and the guide's limit where it names one."""
    limits = limits_of(achievement, people)
    return tuple(
        Rating(label, count, count / people, limits.get(label.value))
        for label, count in counts.items()
    )


def limits_of(achievement, people):
    """Return {predikat: share} of the guide for an organisation's achievement, of single predikat only."""
    if achievement is None or people <= SE_3_2023.counts_only_up_to:
        return {}
    rules = SE_3_2023.rules.get(achievement.value, ())
    return {
        rule.ratings[0].value: float(rule.limit) / 100
        for rule in rules
        if len(rule.ratings) == 1 and rule.limit
    }


def warnings_of(counts, achievement):
    """Return what the guide finds unusual, in words; it warns and never blocks."""
    if achievement is None:
        return ()
    found = distribution_warnings(
        achievement.value, {label.value: count for label, count in counts.items()}
    )
    return tuple(in_words(warning) for warning in found)


def in_words(warning):
    """Return one warning of the guide as a sentence."""
    ratings = (warning.rating, *warning.together_with)
    words = {
        "ratings": get_text_list([str(RatingLabel(each.value).label) for each in ratings], _("or")),
        "actual": f"{warning.actual:.0f}",
        "limit": f"{warning.limit:.0f}",
    }
    sentences = {
        WarningCode.ABOVE_MAXIMUM: _(
            "“%(ratings)s”: %(actual)s%% of the people counted; the guide names %(limit)s%% at most."
        ),
        WarningCode.BELOW_MINIMUM: _(
            "“%(ratings)s”: %(actual)s%% of the people counted; the guide names %(limit)s%% at least."
        ),
        WarningCode.NONE_PRESENT: _("“%(ratings)s”: nobody; the guide expects some."),
        WarningCode.NOT_EXPECTED: _(
            "“%(ratings)s”: %(actual)s%% of the people counted; the guide expects nobody."
        ),
    }
    return sentences[warning.code] % words


def gaps_of(numbers, group, parts, tree, names):
    """Return the heat map of a group and its parts, or None where no competency was rated."""
    names = {key: name for key, name in names.items() if key in numbers.shown_levels}
    rows = [(_("All together"), mean_gaps(numbers, group, names, tree))]
    rows += [(name_in_full(part), mean_gaps(numbers, part.group, names, tree)) for part in parts]
    columns = [competency_name(name) for name in names.values()]
    return Gaps(columns, rows if len(parts) > 1 else rows[:1]) if names else None


def name_in_full(part):
    """Return the name of a part; of the people of the unit itself, that it is they."""
    own = _("the people of the unit itself")
    return part.name if part.public_id else f"{part.name}, {own}"


def names_of(numbers):
    """Return {competency: name} of what was rated or chosen, in the order of the dictionary."""
    chosen = (competency for row in numbers.focuses.values() for competency in row if competency)
    known = Competency.objects.filter(pk__in={*numbers.shown_levels, *chosen})
    rows = known.order_by("position", "pk")
    return dict(rows.values_list("pk", "name"))


def mean_gaps(numbers, group, names, tree):
    """Return the mean difference to the standard in each competency, None where it is hidden."""
    if group not in numbers.shown:
        return [None] * len(names)
    units = units_of(group, tree) & numbers.levels.keys()
    return [mean_gap(numbers, group, competency, units) for competency in names]


def mean_gap(numbers, group, competency, units):
    """Return the mean difference of one competency, or None."""
    if group not in numbers.shown_levels[competency]:
        return None
    cells = [numbers.levels[unit].get(competency, (0, 0)) for unit in units]
    return sum(gap for _people, gap in cells) / sum(people for people, _gap in cells)


def focuses_of(numbers, group, tree):
    """Return {competency or None: how many people of a group are to work on it}."""
    counts = {}
    for unit in units_of(group, tree) & numbers.focuses.keys():
        for competency, count in numbers.focuses[unit].items():
            counts[competency] = counts.get(competency, 0) + count
    return counts


def themes_of(focuses, people, names):
    """Return every competency that people are to work on next, the most frequent first."""
    themes = [
        Theme(competency_name(names[competency]), count, count / people)
        for competency, count in focuses.items()
        if competency
    ]
    return tuple(sorted(themes, key=lambda theme: (-theme.people, theme.name)))
