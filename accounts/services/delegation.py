"""Give a supervisor's tasks to somebody for some days, and take them back."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import NoticeKind
from accounts.models import Assignment, Delegation, Employee
from accounts.queries.delegation import is_below_the_team, possible_delegates
from accounts.refusals import Refusal
from accounts.rules.delegation_days import fault_of_days
from accounts.services.audit import record_event
from accounts.services.notification import notify_many

DAYS_REFUSED = {
    "past": _("The first day lies in the past. Choose today or a later day."),
    "backwards": _("The last day lies before the first. Change one of the two."),
    "long": _("A delegation lasts 90 days at most. Choose an earlier last day, then renew it."),
}


@transaction.atomic
def give_delegation(*, delegator, delegate, days, reason, actor, at):
    """Let somebody act for a supervisor on the days (from, until), both included."""
    today = timezone.localdate(at)
    refuse_unless_in_charge(delegator, actor)
    refuse_days(days, today)
    refuse_person(delegator, delegate, actor, today)
    if not reason.strip():
        raise Refusal(_("Write the reason; the one who acts for you reads it."), code="no_reason")
    refuse_overlap(delegator, days)
    delegation = write_delegation(
        delegator=delegator, delegate=delegate, days=days, reason=reason, actor=actor, at=at
    )
    log_delegation(delegation=delegation, action="delegation_given", actor=actor, at=at)
    tell_both(delegation=delegation, kind=NoticeKind.DELEGATION_GIVEN, actor=actor, at=at)
    tell_team(delegation=delegation, kind=NoticeKind.DELEGATE_NAMED, actor=actor, at=at)
    return delegation


def refuse_unless_in_charge(delegator, actor):
    """Let nobody else than the supervisor, or HR of the supervisor's unit, give tasks away."""
    if delegator != actor.employee and not administers(actor, delegator):
        raise PermissionDenied
    if not delegator.reports(actor.on).exists():
        message = _("Nobody reports to %(name)s, so there is nothing to delegate.")
        raise Refusal(message, code="no_team", params={"name": delegator.name})


def administers(actor, person):
    """Tell whether the actor is HR administrator for somebody else's unit."""
    if person == actor.employee:
        return False
    posts = Assignment.objects.in_force(actor.on).definitive().filter(employee=person)
    return any(actor.is_admin_for(unit) for unit in posts.values_list("org_unit", flat=True))


def refuse_days(days, today):
    """Refuse days in the past, in the wrong order, or too many."""
    fault = fault_of_days(*days, today)
    if fault:
        raise Refusal(DAYS_REFUSED[fault], code=fault)


def refuse_person(delegator, delegate, actor, today):
    """Refuse oneself, whom HR would favour, strangers, and people who would judge their own chief."""
    if delegate == delegator:
        message = _("Nobody acts for themselves. Choose somebody else.")
        raise Refusal(message, code="oneself")
    if delegate == actor.employee:
        message = _("You would act for this supervisor. Ask another HR administrator to record it.")
        raise Refusal(message, code="own_gain")
    told = {"name": delegate.name}
    if is_below_the_team(delegate, delegator, today):
        message = _(
            "%(name)s works below somebody of the team and would judge their own superior. Choose a"
            " colleague, a team member or the superior."
        )
        raise Refusal(message, code="below", params=told)
    if not possible_delegates(delegator, today).filter(pk=delegate.pk).exists():
        message = _(
            "%(name)s is neither in the same unit nor in the same line of reporting. Choose"
            " somebody who is."
        )
        raise Refusal(message, code="stranger", params=told)


def refuse_overlap(delegator, days):
    """Refuse a second delegation on the same days."""
    same = Delegation.objects.filter(delegator=delegator, withdrawn_at=None)
    there = same.filter(from_date__lte=days[1], until_date__gte=days[0]).order_by("from_date", "pk")
    first = there.select_related("delegate").first()
    if first:
        message = _(
            "%(name)s acts on some of these days already, until %(day)s. Withdraw that delegation"
            " first, or choose other days."
        )
        told = {"name": first.delegate.name, "day": formats.date_format(first.until_date)}
        raise Refusal(message, code="overlap", params=told)


def write_delegation(*, delegator, delegate, days, reason, actor, at):
    """Write the row; of two at the same moment the database keeps one."""
    row = Delegation(
        delegator=delegator,
        delegate=delegate,
        from_date=days[0],
        until_date=days[1],
        reason=reason.strip(),
        created_by=actor.employee,
        created_at=at,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        message = _("Somebody has just delegated these days. Look at the list, then try again.")
        raise Refusal(message, code="overlap") from error
    return row


@transaction.atomic
def withdraw_delegation(*, delegation, actor, at):
    """End a delegation at once; the supervisor, the one who holds it, and HR of the unit may."""
    delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if not may_withdraw(actor, delegation):
        raise PermissionDenied
    if delegation.withdrawn_at or delegation.until_date < timezone.localdate(at):
        raise Refusal(_("This delegation has already ended."), code="ended")
    delegation.withdrawn_at = at
    delegation.save(update_fields=["withdrawn_at"])
    log_delegation(delegation=delegation, action="delegation_withdrawn", actor=actor, at=at)
    tell_both(delegation=delegation, kind=NoticeKind.DELEGATION_ENDED, actor=actor, at=at)
    tell_team(delegation=delegation, kind=NoticeKind.DELEGATE_GONE, actor=actor, at=at)
    return delegation


def may_withdraw(actor, delegation):
    """Tell whether the actor gave or holds a delegation, or is HR for the one who gave it."""
    own = actor.employee.pk in {delegation.delegator_id, delegation.delegate_id}
    return own or administers(actor, delegation.delegator)


def log_delegation(*, delegation, action, actor, at):
    """Keep in the audit trail who acts for whom, on which days."""
    record_event(
        subject=delegation,
        action=action,
        actor=actor,
        at=at,
        delegator=delegation.delegator.public_id,
        delegate=delegation.delegate.public_id,
        days=[delegation.from_date.isoformat(), delegation.until_date.isoformat()],
    )


def tell_both(*, delegation, kind, actor, at):
    """Tell the two people, except the one who did it."""
    people = (delegation.delegator, delegation.delegate)
    notify_many(
        recipients=[person for person in people if person != actor.employee],
        kind=kind,
        at=at,
        about=f"{delegation.delegate.name} a.n. {delegation.delegator.name}",
        note=delegation.reason if kind == NoticeKind.DELEGATION_GIVEN else "",
        link=reverse("accounts:delegation_list"),
        dedupe=f"{kind}:{delegation.public_id}",
    )


def tell_team(*, delegation, kind, actor, at):
    """Tell everybody whose records the delegate reads and reviews: who, for whom, on which days."""
    team = Employee.objects.filter(pk__in=delegation.delegator.reports(actor.on))
    others = team.exclude(pk__in=[delegation.delegator_id, delegation.delegate_id])
    days = [formats.date_format(day) for day in (delegation.from_date, delegation.until_date)]
    notify_many(
        recipients=list(others.order_by("pk")),
        kind=kind,
        at=at,
        about=f"{delegation.delegate.name} a.n. {delegation.delegator.name}",
        note=" - ".join(days) if kind == NoticeKind.DELEGATE_NAMED else "",
        link=reverse("accounts:access_log"),
        dedupe=f"{kind}:{delegation.public_id}",
    )
