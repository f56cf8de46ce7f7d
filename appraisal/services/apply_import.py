"""Apply an import and hand over what is open, in one transaction."""

from django.db import IntegrityError, transaction

from accounts.refusals import Refusal
from accounts.services.employee_import import apply_batch
from accounts.services.employee_import.applying import STALE
from appraisal.services.hand_over import move_open_records


def apply_import(*, batch, actor, at):
    """Write the plan of an import and move the open records of changed supervisors: all or nothing.

    What the database itself refuses was changed by somebody after the plan was made.
    """
    try:
        with transaction.atomic():
            changes = apply_batch(batch=batch, actor=actor, at=at)
            return move_open_records(changes=changes, actor=actor, at=at)
    except IntegrityError as error:
        raise Refusal(STALE, code="stale") from error
