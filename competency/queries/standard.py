"""Which level a post requires in each competency on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from accounts.choices import FunctionalGrade, PositionKind
from competency.models import Competency, PositionStandard


def standard_levels(job_position, framework, on):
    """Return {competency code: level} of a post; its own standard goes before that of its kind."""
    return standards_of_positions([job_position], framework, on)[job_position.pk]


def standards_of_positions(job_positions, framework, on):
    """Return {position pk: {competency code: level}} for many posts, with one query."""
    kinds, grades = (
        {post.kind for post in job_positions},
        {p.functional_grade for p in job_positions},
    )
    rows = list(
        PositionStandard.objects.in_force(on)
        .filter(
            Q(job_position__in=job_positions)
            | Q(position_kind__in=kinds, functional_grade__in=grades),
            competency__framework=framework,
            competency__in=Competency.objects.in_force(on),
        )
        .select_related("competency")
    )
    of_kind, of_position = defaultdict(dict), defaultdict(dict)
    for row in rows:
        if row.job_position_id:
            of_position[row.job_position_id][row.competency.code] = row.level
        else:
            of_kind[row.position_kind, row.functional_grade][row.competency.code] = row.level
    return {
        post.pk: of_kind[post.kind, post.functional_grade] | of_position[post.pk]
        for post in job_positions
    }


def first_day(competency, post, today):
    """Return the first day from which a post may get another level: today only if it has none."""
    rows = PositionStandard.objects.in_force(today).filter(competency=competency)
    if position := post.get("job_position"):
        rows = rows.filter(
            Q(job_position=position)
            | Q(position_kind=position.kind, functional_grade=position.functional_grade)
        )
    else:
        rows = rows.filter(**post)
    first = today + timedelta(days=1) if rows.exists() else today
    return max(first, competency.from_date or first)


def first_day_of_position(position, framework, today):
    """Return the first day from which a position may get other levels; one query."""
    known = standard_levels(position, framework, today)
    return today + timedelta(days=1) if known else today


def competencies_of(framework, on):
    """Return the competencies that a framework holds on a day in order, with their levels."""
    return (
        Competency.objects.in_force(on)
        .filter(framework=framework)
        .prefetch_related("levels")
        .order_by("position", "pk")
    )


@dataclass(frozen=True, slots=True)
class StandardCell:
    """The level a post requires, and whether the agency still has to confirm it."""

    competency: Competency
    standard: PositionStandard | None


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One post of the table, with a cell for each competency."""

    name: str
    cells: tuple[StandardCell, ...]

    @property
    def is_single(self):
        """Tell whether the line is about one position, not about a kind of post."""
        return any(cell.standard and cell.standard.job_position_id for cell in self.cells)

    @property
    def is_doubtful(self):
        """Tell whether any level of the line waits for confirmation."""
        return any(cell.standard and cell.standard.is_doubtful for cell in self.cells)


def standard_table(competencies, on):
    """Return the lines of the table on a day: kinds of post first, then single positions."""
    rows = (
        PositionStandard.objects.in_force(on)
        .filter(competency__in=competencies)
        .select_related("competency", "job_position")
    )
    posts = defaultdict(dict)
    for row in rows:
        posts[post_order(row)][row.competency_id] = row
    return [
        StandardLine(
            post_name(next(iter(found.values()))),
            tuple(StandardCell(one, found.get(one.pk)) for one in competencies),
        )
        for _order, found in sorted(posts.items(), key=lambda item: item[0])
    ]


def post_order(standard):
    """Return the sort key of a post: highest kind first, grades from the top, then positions."""
    if standard.job_position_id:
        return (1, standard.job_position.name.lower(), standard.job_position_id)
    grades = list(reversed(FunctionalGrade.values))
    grade = grades.index(standard.functional_grade) if standard.functional_grade else 0
    return (0, f"{PositionKind.values.index(standard.position_kind):02d}", grade)


def post_name(standard):
    """Return the words for the post of a standard."""
    if standard.job_position_id:
        return standard.job_position.name
    if standard.functional_grade:
        return f"{standard.get_position_kind_display()} {standard.get_functional_grade_display()}"
    return standard.get_position_kind_display()
