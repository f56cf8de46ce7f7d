"""Which level a post requires in each competency on a day."""

from collections import defaultdict

from competency.models import Competency, PositionStandard


def standard_levels(job_position, framework, on):
    """Return {competency code: level} for a post; a standard of the post goes before that of its kind."""
    return standards_of_positions([job_position], framework, on)[job_position.pk]


def standards_of_positions(job_positions, framework, on):
    """Return {position pk: {competency code: level}} for many posts, with one query."""
    rows = list(
        PositionStandard.objects.in_force(on)
        .filter(competency__framework=framework)
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


def competencies_of(framework):
    """Return the competencies of a framework in order, with their levels."""
    return (
        Competency.objects.filter(framework=framework)
        .prefetch_related("levels")
        .order_by("position", "pk")
    )
