"""Set what a post requires."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from competency.models import PositionStandard


@transaction.atomic
def load_default_standards(*, framework, rows, from_date):
    """Load the default table (competency.md section 1): one level per kind of post.

    Kinds that have a standard, from an earlier load or the agency's own edit, stay as they are.
    """
    known = set(
        PositionStandard.objects.filter(competency__framework=framework).values_list(
            "competency_id", "position_kind", "functional_grade"
        )
    )
    PositionStandard.objects.bulk_create(
        PositionStandard(
            competency=competency,
            position_kind=row["kind"],
            functional_grade=row.get("grade", ""),
            level=row["level"],
            from_date=from_date,
            is_doubtful=row["confidence"] == "L",
            note=row.get("note", ""),
        )
        for row in rows
        for competency in framework.competencies.order_by("position", "pk")
        if (competency.pk, row["kind"], row.get("grade", "")) not in known
    )


@transaction.atomic
def set_standard(*, competency, post, level, from_date, note, actor, at):
    """Set the level that a post requires from a day on; the row in force until then is closed.

    `post` is a dict of either position_kind and functional_grade, or job_position. A row that
    begins on the same day is corrected in place; a later row already planned is refused.
    """
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    rows = PositionStandard.objects.select_for_update().filter(competency=competency, **post)
    if rows.filter(from_date__gt=from_date).exists():
        raise Refusal(
            _("A later standard is already planned for this post. Choose a date after it."),
            code="later_standard",
        )
    current = rows.in_force(from_date).first()
    if current and current.from_date == from_date:
        standard = current
    else:
        if current:
            current.until_date = from_date - timedelta(days=1)
            current.save(update_fields=["until_date"])
        standard = PositionStandard(competency=competency, from_date=from_date, **post)
    standard.level, standard.note, standard.is_doubtful = level, note, False
    standard.save()
    record_event(subject=standard, action="set_standard", actor=actor, at=at, level=level)
    return standard
