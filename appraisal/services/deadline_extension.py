"""Give more time: a phase ends on a later day for everybody, for a unit or for one person."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind, Role
from accounts.models import Employee
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import notify_many
from appraisal.choices import PeriodKind, Phase
from appraisal.models import AppraisalCycle, DeadlineExtension, PhaseWindow
from appraisal.queries.cycle_scope import is_admin_of, manages
from appraisal.queries.deadline_extension import (
    Target,
    following,
    people_to_tell,
    target_of,
    windows_of_target,
)
from appraisal.queries.participants import covered_units
from appraisal.rules.periods import annual_end


@dataclass(frozen=True, slots=True)
class Grant:
    """An extension that may be granted: for whom, until when, and who will be told."""

    window: PhaseWindow
    target: Target
    before_date: date
    closes_date: date
    reason: str
    recipients: dict[Employee, str]
    overlaps: PhaseWindow | None  # the phase after it, when that has begun by then
    legal_end: date | None = None  # the day that the rule sets, when the new day lies behind it


def examine_extension(*, window, closes_date, reason, actor, at, org_unit=None, employee=None):
    """Return the extension as it would be granted, or refuse; nothing is written."""
    cycle = window.cycle
    target = target_of(cycle, timezone.localdate(at), org_unit=org_unit, employee=employee)
    refuse_strangers(target, actor)
    if not cycle.opened_at or cycle.closed_at:
        raise Refusal(_("Deadlines can be moved only while the cycle runs."), code="not_running")
    windows = windows_of_target(window, target)
    before = windows[window.phase].until
    refuse_earlier(before, closes_date)
    refuse_past(closes_date, timezone.localdate(at))
    later = following(window, windows)
    refuse_out_of_order(later, closes_date)
    if not reason.strip():
        raise Refusal(_("Write why the deadline moves."), code="no_reason")
    people = people_to_tell(window, target)
    refuse_for_nobody(target, window, people)
    overlaps = later if later and later.opens_date <= closes_date else None
    return Grant(
        window,
        target,
        before,
        closes_date,
        reason.strip(),
        people,
        overlaps,
        passed_end(window, closes_date),
    )


def passed_end(window, closes_date):
    """Return 31 January after an annual period when results would be released behind it, or None.

    The annual evaluation is closed by then (PermenPANRB 6/2022); the time to object follows it.
    """
    period = window.period
    if window.phase != Phase.DELIVERY or not period or period.kind != PeriodKind.ANNUAL:
        return None
    end = annual_end(period.until_date)
    return end if closes_date > end else None


@transaction.atomic
def extend_deadline(*, window, closes_date, reason, actor, at, org_unit=None, employee=None):
    """Let a phase end on a later day, with a reason that stays readable; tell whom it concerns."""
    cycle = window.cycle
    cycle.refresh_from_db(from_queryset=AppraisalCycle.objects.select_for_update())
    window.refresh_from_db(fields=["closes_date"])
    grant = examine_extension(
        window=window,
        closes_date=closes_date,
        reason=reason,
        actor=actor,
        at=at,
        org_unit=org_unit,
        employee=employee,
    )
    extension = write_extension(grant, actor, at)
    write_event(grant, extension, actor, at)
    tell(grant, extension, at)
    return extension


def refuse_strangers(target, actor):
    """Let only administrators of all whom it concerns pass; nobody is HR for oneself."""
    if not actor.units(Role.HR_ADMIN) or target.employee == actor.employee:
        raise PermissionDenied
    if target.employee and not target.units:
        message = _("%(name)s has no work plan in this cycle. Add the person to the cycle first.")
        raise Refusal(message, code="not_in_cycle", params={"name": target.employee.name})
    if not may_extend(target, actor):
        raise PermissionDenied


def may_extend(target, actor):
    """Tell whether the actor is HR administrator for everybody whom the target covers."""
    if target.is_everybody:
        return manages(target.cycle, actor)
    inside = target.employee or target.units <= covered_units(target.cycle, actor.on)
    return bool(inside) and is_admin_of(target.units, actor)


def refuse_earlier(before, closes_date):
    """Refuse to take time away that people were promised."""
    if closes_date <= before:
        raise Refusal(
            _("Choose a day after %(date)s. A deadline only moves to a later day."),
            code="not_later",
            params={"date": formats.date_format(before)},
        )


def refuse_past(closes_date, today):
    """Refuse a day that is over: it would give nobody time."""
    if closes_date < today:
        raise Refusal(
            _("This day is over and would give nobody time. Choose %(today)s or a later day."),
            code="past",
            params={"today": formats.date_format(today)},
        )


def refuse_out_of_order(later, closes_date):
    """Refuse an end after that of the following phase; that one is to be moved first."""
    if later and closes_date > later.until:
        raise Refusal(
            _(
                "“%(phase)s”, which comes after it, ends on %(date)s. "
                "Move that deadline first, then come back."
            ),
            code="out_of_order",
            params={
                "phase": later.get_phase_display(),
                "date": formats.date_format(later.until),
            },
        )


def refuse_for_nobody(target, window, people):
    """Refuse time for a unit or a person for whom nothing is open in the phase."""
    if people or target.is_everybody:
        return
    message = _("Nobody there has an open step in “%(phase)s”, so nobody needs more time.")
    if target.employee:
        message = words_for_nothing_open(target)
    names = {"phase": window.get_phase_display(), "name": str(target.employee or "")}
    raise Refusal(message, code="nothing_waits", params=names)


def words_for_nothing_open(target):
    """Say why a person has no step in a phase: it is done, or the plan is not agreed yet."""
    own = target.cycle.work_plans.filter(employee=target.employee)
    if own.agreed().exists():
        return _("%(name)s has no open step in “%(phase)s”, so no more time is needed.")
    return _(
        "“%(phase)s” has not begun for %(name)s: the work plan is not agreed. Move the deadline of "
        "the work plan first; more time for this phase can be given once the plan is agreed."
    )


def write_extension(grant, actor, at):
    """Write the extension; for everybody the window itself moves."""
    target, window = grant.target, grant.window
    extension = DeadlineExtension.objects.create(
        window=window,
        org_unit=target.org_unit,
        employee=target.employee,
        before_date=grant.before_date,
        closes_date=grant.closes_date,
        reason=grant.reason,
        people=len(grant.recipients),
        granted_by=actor.employee,
        granted_at=at,
    )
    if target.org_unit:
        extension.covered_units.set(target.units)
    if target.is_everybody:
        window.closes_date = grant.closes_date
        window.save(update_fields=["closes_date"])
    return extension


def write_event(grant, extension, actor, at):
    """Write down who moved which deadline, from when to when."""
    unit, person = grant.target.org_unit, grant.target.employee
    concerned = {"unit": unit.public_id} if unit else {}
    concerned |= {"employee": person.public_id} if person else {}
    record_event(
        subject=grant.target.cycle,
        action="extend_window",
        actor=actor,
        at=at,
        phase=grant.window.phase,
        before=grant.before_date.isoformat(),
        after=grant.closes_date.isoformat(),
        extension=extension.public_id,
        people=len(grant.recipients),
        **concerned,
    )


def tell(grant, extension, at):
    """Tell everybody whose step gets more time, each in the own language."""
    for language in sorted({person.language for person in grant.recipients}):
        with translation.override(language):
            about = _("%(cycle)s: %(phase)s until %(date)s") % {
                "cycle": grant.target.cycle.name,
                "phase": grant.window.get_phase_display(),
                "date": formats.date_format(grant.closes_date),
            }
        people = [person for person in grant.recipients if person.language == language]
        notify_many(
            recipients=people,
            kind=NoticeKind.DEADLINE_EXTENDED,
            at=at,
            about=about[:200],
            note=grant.reason,
            links={person.pk: grant.recipients[person] for person in people},
            dedupe=f"extension:{extension.public_id}",
        )
