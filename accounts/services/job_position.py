"""Correct what is known about positions: kind, grade and class."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.choices import PositionKind
from accounts.models import JobPosition
from accounts.refusals import Refusal
from accounts.rules.position_guess import bare_name
from accounts.services.audit import record_event

FIXED = _(
    "Work plans or appraisals already use %(names)s with this kind and grade. Import the person "
    "with the right kind instead: from that day on the person holds another position."
)
TWICE = _("There is already a position “%(name)s” of this kind and grade.")
ONLY_FUNCTIONAL = _("Only a functional position has a grade. Leave the grade empty.")
NEEDS_GRADE = _("Choose the grade of the functional position.")


@transaction.atomic
def change_positions(*, positions, kind, grade, job_class, fixed, actor, at):
    """Give positions a kind with its grade, a class, or both; None leaves as it is. All or none.

    Return those that changed. Kind and grade stay once a plan or an evaluation uses the position,
    for its standard hangs on them: `fixed` are the primary keys of such positions.
    """
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    keys = [position.pk for position in positions]
    rows = list(JobPosition.objects.select_for_update().filter(pk__in=keys).order_by("name", "pk"))
    if kind is not None:
        refuse_wrong_grade(kind, grade)
        refuse_fixed(rows, kind, grade, fixed)
        refuse_twice(rows, kind, grade)
    return [row for row in rows if changed(row, kind, grade, job_class, actor, at)]


def changed(position, kind, grade, job_class, actor, at):
    """Write one position; tell whether anything is different now."""
    before = (position.kind, position.functional_grade, position.job_class)
    if kind is not None:
        position.kind, position.functional_grade = kind, grade
    if job_class is not None:
        position.job_class = job_class
    if before == (position.kind, position.functional_grade, position.job_class):
        return False
    position.save(update_fields=["kind", "functional_grade", "job_class"])
    record_event(subject=position, action="position_changed", actor=actor, at=at)
    return True


def refuse_wrong_grade(kind, grade):
    """Refuse a grade where there is none, and a functional position without one."""
    if grade and kind != PositionKind.FUNCTIONAL:
        raise Refusal(ONLY_FUNCTIONAL, code="grade")
    if kind == PositionKind.FUNCTIONAL and not grade:
        raise Refusal(NEEDS_GRADE, code="grade")


def refuse_fixed(rows, kind, grade, fixed):
    """Refuse another kind or grade for positions that plans or evaluations use; name them."""
    others = [row for row in rows if (row.kind, row.functional_grade) != (kind, grade)]
    names = list(dict.fromkeys(row.name for row in others if row.pk in fixed))
    if names:
        raise_named(names)


def raise_named(names, shown=3):
    """Say which positions stay as they are, by name as far as the sentence stays readable."""
    words = ", ".join(f"“{name}”" for name in names[:shown])
    more = f" (+{len(names) - shown})" if len(names) > shown else ""
    raise Refusal(FIXED, code="fixed", params={"names": words + more})


def refuse_twice(rows, kind, grade):
    """Refuse two positions with the same name, kind and grade; the grade may end the name."""
    others = JobPosition.objects.filter(kind=kind, functional_grade=grade)
    others = others.exclude(pk__in=[row.pk for row in rows]).order_by("name", "pk")
    there = {bare_name(other.name, grade).casefold() for other in others}
    for row in rows:
        name = bare_name(row.name, grade).casefold()
        if name in there:
            raise Refusal(TWICE, code="twice", params={"name": row.name})
        there.add(name)
