"""Record what a unit has achieved: step one of every evaluation."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.models import EvaluationPeriod, UnitAchievement
from appraisal.queries.achievement import decided_units, led_units
from appraisal.queries.windows import refuse_closed


@transaction.atomic
def record_achievement(*, org_unit, period, value, source, set_date, is_last_year, actor, at):
    """Record or correct the achievement of a unit in a period (PermenPANRB 6/2022 p. 92-97).

    HR of the unit or its head may; once a result that rests on it is decided, nobody may.
    """
    if not may_record(org_unit, actor):
        raise PermissionDenied
    refuse_without_source(source)
    refuse_tomorrow(set_date, at)
    EvaluationPeriod.objects.select_for_update().get(pk=period.pk)
    refuse_closed(period.cycle)
    refuse_if_decided(org_unit, period, actor)
    achievement, is_new = UnitAchievement.objects.update_or_create(
        org_unit=org_unit,
        period=period,
        defaults={
            "value": value,
            "source": source.strip(),
            "set_date": set_date,
            "year": period.until_date.year - bool(is_last_year),  # p. 94 f: print which year
            "is_last_year": is_last_year,
            "recorded_by": actor.employee,
            "recorded_at": at,
        },
    )
    record_event(
        subject=achievement,
        action="record_achievement" if is_new else "correct_achievement",
        actor=actor,
        at=at,
        unit=org_unit.public_id,
        value=value,
        year=achievement.year,
    )
    return achievement


def may_record(org_unit, actor):
    """Tell whether the actor is HR for the unit, or leads it."""
    return actor.is_hr_for(org_unit.pk) or org_unit.pk in led_units(actor.employee, actor.on)


def refuse_without_source(source):
    """Refuse a value that nobody can trace."""
    if not source.strip():
        raise Refusal(_("Name the document or the decision that sets the value."), code="no_source")


def refuse_tomorrow(set_date, at):
    """Refuse a value that is said to be set on a day to come."""
    if set_date > timezone.localdate(at):
        message = _("This day is still to come. Write the day on which the value was set.")
        raise Refusal(message, code="set_later")


def refuse_if_decided(org_unit, period, actor):
    """Refuse a change under results that are decided already."""
    if org_unit.pk in decided_units(period, actor.on):
        raise Refusal(
            _(
                "Results of this unit are decided already, so its achievement stays as it is."
                " Reopen those results first."
            ),
            code="results_decided",
        )
