"""Positions with the number of people who hold them and what is still missing of their standards."""

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower

from accounts.models import JobPosition
from accounts.models.dated import in_force
from competency.models import Competency, PositionStandard
from competency.queries.standard import standards_of_positions


def positions_list(framework, on):
    """Return all positions with `people` and `lacks`; those that are held and lack a level first."""
    post = OuterRef(OuterRef("pk"))
    kind = {
        "position_kind": OuterRef(OuterRef("kind")),
        "functional_grade": OuterRef(OuterRef("functional_grade")),
    }
    levels = PositionStandard.objects.in_force(on).filter(
        Q(job_position=post) | Q(**kind), competency=OuterRef("pk")
    )
    lacking = given(framework).filter(~Exists(levels))
    people = Count("assignments", filter=in_force(on, "assignments__"))
    return (
        JobPosition.objects.annotate(people=people)
        .annotate(lacks=Exists(lacking), is_open=Exists(lacking) & Q(people__gt=0))
        .order_by("-is_open", Lower("name"), "kind", "pk")
    )


def given(framework):
    """Return the competencies that the regulation asks of every post."""
    return Competency.objects.filter(framework=framework, from_date=None)


def with_gaps(positions, framework, on):
    """Give each position of a page `missing`: the codes of the levels it lacks; two queries."""
    codes = list(given(framework).order_by("position", "pk").values_list("code", flat=True))
    levels = standards_of_positions(positions, framework, on)
    for position in positions:
        position.missing = [code for code in codes if code not in levels[position.pk]]
        position.lacks_all = len(position.missing) == len(codes)
    return positions
