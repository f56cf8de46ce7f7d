"""Apply an import and hand over what is open, in one transaction."""

import logging

from django.db import IntegrityError, transaction

from accounts.refusals import Refusal
from accounts.services.employee_import import apply_batch
from accounts.services.employee_import.applying import STALE
from appraisal.services.hand_over import move_open_records

# What somebody else may have written between the plan and its last statement.
MET_MEANWHILE = frozenset(
    {
        "accounts_employee_nip_key",
        "accounts_orgunit_code_key",
        "assignment_no_overlap",
        "assignment_one_head",
        "employee_email_unique",
        "job_position_unique",
        "org_unit_term_no_overlap",
        "reporting_line_no_overlap",
    }
)
logger = logging.getLogger(__name__)


def apply_import(*, batch, actor, at):
    """Write the plan of an import and move the open records of changed supervisors: all or nothing.

    What somebody wrote after the plan was made may be in its way; any other refusal of the database
    is a bug and goes on.
    """
    try:
        with transaction.atomic():
            changes = apply_batch(batch=batch, actor=actor, at=at)
            return move_open_records(changes=changes, actor=actor, at=at)
    except IntegrityError as error:
        name = error.__cause__.diag.constraint_name
        if name not in MET_MEANWHILE:
            raise
        logger.warning("import %s met %s", batch.public_id, name)
        raise Refusal(STALE, code="stale") from error
