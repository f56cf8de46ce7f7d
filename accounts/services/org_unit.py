"""Keep the tree of units: add, rename, move and end, each from a day on."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import OrgUnit, OrgUnitTerm
from accounts.queries.org_unit import circle_days, manages_unit, posts_from, units_below_from
from accounts.queries.references import is_referenced
from accounts.refusals import Refusal
from accounts.rules.unit_names import unit_code, unit_key
from accounts.services.audit import record_event

ONE_DAY = timedelta(days=1)
SAME_NAME = _("There is already a unit “%(name)s” below the same unit. Choose another name.")
CODE_TAKEN = _("Another unit already has the code %(code)s. Choose another one.")
SAME = _("The unit is like that on this day already. Nothing was changed.")
LATER = _(
    "A change from %(day)s is already recorded for this unit. "
    "Choose that day or a later one, or take that change back first."
)
NOT_YET = _("The unit exists since %(day)s. Choose that day or a later one.")
ENDS = _("The unit ends on %(day)s. Take the end back first.")
PARENT_GONE = _("The unit above does not exist on all days from %(day)s on. Choose another one.")
CIRCLE = _("From %(day)s on that unit stands below this one itself. Choose another unit above it.")
PEOPLE_REMAIN = _("People still hold posts here on %(day)s or later. Move them first.")
UNITS_REMAIN = _("There are still units below it on %(day)s or later. Move or end them first.")
TOP = _("This is the agency itself; it neither moves nor ends.")
IN_USE = _(
    "Something was already recorded for this unit, so it cannot be removed as if it had never been. "
    "End it from a later day."
)
NOTHING_TO_WITHDRAW = _("Only an end, or a change from today or later, can be taken back.")


@transaction.atomic
def add_unit(*, name, parent, code, from_date, actor, at):
    """Add a unit below another one from a day on; without a code it gets one made from its name."""
    lock_the_tree()
    refuse_stranger(parent, actor)
    refuse_homeless(parent, from_date)
    refuse_same_name(name, parent, from_date)
    taken = {one.casefold() for one in OrgUnit.objects.values_list("code", flat=True)}
    if code and code.casefold() in taken:
        raise Refusal(CODE_TAKEN, code="code_taken", params={"code": code})
    unit = OrgUnit.objects.create(code=code or unit_code(name, taken))
    OrgUnitTerm.objects.create(unit=unit, name=name, parent=parent, from_date=from_date)
    log(unit, "unit_added", actor, at, from_date, name=name, parent=parent.public_id)
    return unit


@transaction.atomic
def rename_unit(*, unit, name, from_date, actor, at):
    """Give a unit another name from a day on."""
    lock_the_tree()
    refuse_stranger(unit, actor)
    term = open_term(unit, from_date)
    if name == term.name:
        raise Refusal(SAME, code="same")
    if term.parent:
        refuse_same_name(name, term.parent, from_date, unit)
    write(term, from_date, name=name)
    log(unit, "unit_renamed", actor, at, from_date, name=name)


@transaction.atomic
def move_unit(*, unit, parent, from_date, actor, at):
    """Put a unit below another one from a day on."""
    lock_the_tree()
    refuse_stranger(unit, actor)
    refuse_stranger(parent, actor)
    term = open_term(unit, from_date)
    refuse_top(term)
    if parent == term.parent:
        raise Refusal(SAME, code="same")
    refuse_homeless(parent, from_date)
    if days := circle_days(unit, parent, from_date):
        raise Refusal(CIRCLE, code="circle", params={"day": date_format(days[0])})
    refuse_same_name(term.name, parent, from_date, unit)
    log(unit, "unit_moved", actor, at, from_date, old=term.parent.public_id, new=parent.public_id)
    write(term, from_date, parent=parent)


@transaction.atomic
def end_unit(*, unit, from_date, actor, at):
    """Let a unit be no more from a day on; one that then never was is removed. Tell which it was."""
    lock_the_tree()
    refuse_stranger(unit, actor)
    first = unit.terms.order_by("from_date").first()
    if from_date <= first.from_date:
        return remove_unit(unit, first, actor, at)
    term = open_term(unit, from_date)
    refuse_top(term)
    refuse_inhabited(unit, from_date)
    if term.from_date == from_date:  # a change of that very day never comes
        term.delete()
        term = unit.terms.order_by("-from_date").first()
    term.until_date = from_date - ONE_DAY
    term.save(update_fields=["until_date"])
    log(unit, "unit_ended", actor, at, from_date)
    return unit


def remove_unit(unit, first, actor, at):
    """Remove a unit that was added by mistake and that nothing speaks of."""
    refuse_top(first)
    refuse_inhabited(unit, first.from_date)
    if is_referenced(unit, ignored=(OrgUnitTerm,)):
        raise Refusal(IN_USE, code="in_use")
    log(unit, "unit_removed", actor, at, first.from_date, name=first.name)
    unit.terms.all().delete()
    unit.delete()


@transaction.atomic
def withdraw_change(*, unit, actor, at):
    """Take back the last thing recorded for a unit: its end, or a change from today or later."""
    lock_the_tree()
    refuse_stranger(unit, actor)
    *earlier, last = unit.terms.select_related("parent").order_by("from_date")
    if not may_withdraw(earlier, last, timezone.localdate(at)):
        raise Refusal(NOTHING_TO_WITHDRAW, code="nothing")
    reopened = last
    if last.until_date is None:
        reopened = earlier[-1]
        last.delete()
    since = reopened.until_date + ONE_DAY
    reopened.until_date = None
    if reopened.parent:
        refuse_homeless(reopened.parent, since)
        if days := circle_days(unit, reopened.parent, since):
            raise Refusal(CIRCLE, code="circle", params={"day": date_format(days[0])})
        refuse_same_name(reopened.name, reopened.parent, since, unit)
    reopened.save(update_fields=["until_date"])
    log(unit, "unit_change_withdrawn", actor, at, since)


def may_withdraw(earlier, last, today):
    """Tell whether the last term of a unit has an end, or begins today or later behind another one."""
    if last.until_date:
        return True
    return bool(earlier) and last.from_date >= today and earlier[-1].until_date is not None


def lock_the_tree():
    """Let one change of the tree wait for the other: two at once could close a circle unseen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('accounts_orgunit', 0))")


def refuse_stranger(unit, actor):
    """Let only HR administrators of a unit change it."""
    if not manages_unit(actor, unit):
        raise PermissionDenied


def open_term(unit, from_date):
    """Return the newest term of a unit; refuse a day before it, and a unit that ends."""
    terms = list(unit.terms.select_related("parent").order_by("from_date"))
    last = terms[-1]
    if last.until_date:
        raise Refusal(ENDS, code="ends", params={"day": date_format(last.until_date)})
    if from_date < last.from_date:
        message, code = (LATER, "later") if len(terms) > 1 else (NOT_YET, "not_yet")
        raise Refusal(message, code=code, params={"day": date_format(last.from_date)})
    return last


def write(term, from_date, **changes):
    """Change a term that begins that very day in place, else end it the day before and open another."""
    if term.from_date == from_date:
        for name, value in changes.items():
            setattr(term, name, value)
        term.save(update_fields=list(changes))
        return
    term.until_date = from_date - ONE_DAY
    term.save(update_fields=["until_date"])
    values = {"name": term.name, "parent": term.parent} | changes
    OrgUnitTerm.objects.create(unit_id=term.unit_id, from_date=from_date, **values)


def refuse_homeless(parent, from_date):
    """Refuse a unit above that does not exist from that day on for good."""
    last = parent.terms.order_by("-from_date").first()
    exists = parent.terms.in_force(from_date).exists()
    if not exists or last.until_date:
        raise Refusal(PARENT_GONE, code="parent_gone", params={"day": date_format(from_date)})


def refuse_same_name(name, parent, from_date, unit=None):
    """Refuse a second unit of the same name below the same unit."""
    others = units_below_from(parent, from_date)
    if any(
        term.unit_id != getattr(unit, "pk", None) and unit_key(term.name) == unit_key(name)
        for term in others
    ):
        raise Refusal(SAME_NAME, code="same_name", params={"name": name})


def refuse_top(term):
    """Keep the agency itself where it is."""
    if term.parent_id is None:
        raise Refusal(TOP, code="top")


def refuse_inhabited(unit, from_date):
    """Refuse to end a unit that still has people or units below it."""
    params = {"day": date_format(from_date)}
    if units_below_from(unit, from_date).exists():
        raise Refusal(UNITS_REMAIN, code="units", params=params)
    if posts_from(unit, from_date).exists():
        raise Refusal(PEOPLE_REMAIN, code="people", params=params)


def log(unit, action, actor, at, from_date, **data):
    """Write into the chain of the unit."""
    record_event(
        subject=unit, action=action, actor=actor, at=at, from_date=from_date.isoformat(), **data
    )
