"""Set what a post requires."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from competency.models import PositionStandard
from competency.queries.standard import first_day


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
        for competency in framework.competencies.filter(from_date=None).order_by("position", "pk")
        if (competency.pk, row["kind"], row.get("grade", "")) not in known
    )


@transaction.atomic
def set_standard(*, competency, post, level, from_date, note, actor, at):
    """Set the level that a post requires from a day on; the row in force until then is closed.

    `post` is a dict of either position_kind and functional_grade, or job_position. An evaluation
    looks at the standard of the day on which it was opened, so a change holds from tomorrow at the
    earliest; only a level that a post lacks until now may hold from today. A planned row that
    begins on the same day is corrected in place; a row planned for a later day is refused.
    """
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    refuse_begun(competency, post, from_date, timezone.localdate(at))
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


@transaction.atomic
def set_position_standards(*, job_position, levels, from_date, note, actor, at):
    """Set what one position requires, {competency: level}, all from the same day on or none."""
    return [
        set_standard(
            competency=competency,
            post={"job_position": job_position},
            level=level,
            from_date=from_date,
            note=note,
            actor=actor,
            at=at,
        )
        for competency, level in levels.items()
    ]


def refuse_begun(competency, post, from_date, today):
    """Refuse a day on which evaluations may have been opened with another standard."""
    first = first_day(competency, post, today)
    if from_date < first:
        raise Refusal(
            _(
                "Choose %(date)s or a later day: evaluations that are already open keep the "
                "standard they began with."
            ),
            code="past_date",
            params={"date": formats.date_format(first)},
        )
