"""Which level a post requires in each competency on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Lower

from accounts.choices import FunctionalGrade, PositionKind
from accounts.models import JobPosition
from accounts.queries.reporting_line import definitive_assignment
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


def own_levels(employee, framework, on):
    """Return the post of a person on a day, and {competency code: level} that it asks for."""
    post = definitive_assignment(employee, on)
    if post is None:
        return None, {}
    return post.job_position, standard_levels(post.job_position, framework, on)


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
    """The level a post requires today, and the row it comes from or that was or will be."""

    competency: Competency
    standard: PositionStandard | None
    level: int | None
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One post of the table, with a cell for each competency."""

    name: str
    cells: tuple[StandardCell, ...]

    @property
    def is_planned(self):
        """Tell whether a level of the line begins only later."""
        return any(cell.is_planned for cell in self.cells)

    @property
    def is_doubtful(self):
        """Tell whether any level of the line waits for confirmation."""
        return any(cell.level and cell.standard.is_doubtful for cell in self.cells)


def kind_lines(competencies, on):
    """Return the lines of kinds of post on a day, the highest first; one query."""
    rows = PositionStandard.objects.filter(competency__in=competencies, job_position=None)
    return lines_of(rows, competencies, on)


def position_lines(positions, competencies, on):
    """Return the lines of some single positions on a day; one query."""
    rows = PositionStandard.objects.filter(
        competency__in=competencies, job_position__in=positions
    ).select_related("job_position")
    return lines_of(rows, competencies, on)


def own_positions(competencies, words=""):
    """Return the positions that have, had or will have levels of their own."""
    rows = PositionStandard.objects.filter(competency__in=competencies)
    found = JobPosition.objects.filter(pk__in=rows.values("job_position"))
    for word in words.split():  # the lines show names with their grades: both are looked through
        found = found.filter(Q(name__icontains=word) | Q(functional_grade__icontains=word))
    return found.order_by(Lower("name"), "pk")


def lines_of(rows, competencies, on):
    """Return one line per post: of each competency the row in force, else the newest one."""
    posts = defaultdict(dict)
    for row in rows.order_by("-from_date", "-pk"):
        found = posts[post_order(row)]
        known = found.get(row.competency_id)
        if known is None or (holds(row, on) and not holds(known, on)):
            found[row.competency_id] = row
    return [
        StandardLine(
            post_name(next(iter(found.values()))),
            tuple(cell_of(one, found.get(one.pk), on) for one in competencies),
        )
        for _order, found in sorted(posts.items(), key=lambda item: item[0])
    ]


def cell_of(competency, row, on):
    """Return the cell of a competency: its level of the day, or a way to what was or will be."""
    if row is None:
        return StandardCell(competency, None, None)
    level = row.level if holds(row, on) else None
    return StandardCell(competency, row, level, is_planned=row.from_date > on)


def holds(row, on):
    """Tell whether a row holds on a day."""
    return row.from_date <= on and (row.until_date is None or row.until_date >= on)


def post_order(standard):
    """Return the sort key of a post: highest kind first, grades from the top, then positions."""
    if standard.job_position_id:
        return (1, standard.job_position.title.lower(), standard.job_position_id)
    grades = list(reversed(FunctionalGrade.values))
    grade = grades.index(standard.functional_grade) if standard.functional_grade else 0
    return (0, f"{PositionKind.values.index(standard.position_kind):02d}", grade)


def post_name(standard):
    """Return the words for the post of a standard."""
    if standard.job_position_id:
        return standard.job_position.title
    if standard.functional_grade:
        return f"{standard.get_position_kind_display()} {standard.get_functional_grade_display()}"
    return standard.get_position_kind_display()
