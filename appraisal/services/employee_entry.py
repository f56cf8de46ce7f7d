"""Write what HR entered about one person, with what follows for open records; and take it back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import ServiceEnd
from accounts.refusals import Refusal
from accounts.services.employee_entry import keep_person, person_of
from accounts.services.service_end import end_service, withdraw_end
from appraisal.services.apply_import import apply_import
from appraisal.services.hand_over import move_open_records
from appraisal.services.import_undo import refuse_obstacles, undo_import

STALE = _(
    "Data in Selaras changed after this preview, so nothing was written. "
    "Change the entry, look at the new preview, then save."
)


@transaction.atomic
def apply_entry(*, entry, actor, at):
    """Write an entry and let the open records follow; return the person."""
    try:
        apply_import(batch=entry, actor=actor, at=at)
    except Refusal as refusal:
        if refusal.code == "stale":
            raise Refusal(STALE, code="stale") from refusal
        raise
    employee = person_of(entry)
    entry.refresh_from_db()
    keep_person(entry=entry, employee=employee, actor=actor, at=at)
    return employee


@transaction.atomic
def leave_service(*, employee, kind, last_day, note, successor, actor, at):
    """End somebody's service; the open records of the team follow the successor."""
    end, changes = end_service(
        employee=employee,
        kind=kind,
        last_day=last_day,
        note=note,
        successor=successor,
        actor=actor,
        at=at,
    )
    move_open_records(changes=changes, actor=actor, at=at)
    return end


def undo_entry(*, entry, actor, at):
    """Take an entry back within a day; what stands in the way is named on its page."""
    refuse_obstacles(batch=entry)
    with transaction.atomic():
        end = ServiceEnd.objects.filter(entry=entry).select_related("employee").first()
        undo_import(batch=entry, actor=actor, at=at)
        if end:
            withdraw_end(end=end, actor=actor, at=at)
