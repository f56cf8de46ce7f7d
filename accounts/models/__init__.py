"""Who people are, where they sit, and how we reach them."""

from accounts.models.access_record import AccessRecord
from accounts.models.assignment import Assignment, ReportingLine
from accounts.models.audit import AuditEvent
from accounts.models.background_job import BackgroundJob
from accounts.models.delegation import Delegation
from accounts.models.employee import Employee, SignInCode
from accounts.models.holiday import Holiday
from accounts.models.import_batch import ColumnChoice, ImportBatch, ImportRow, ImportTrace
from accounts.models.job_position import JobPosition
from accounts.models.leave import Leave
from accounts.models.notification import Notification
from accounts.models.org_unit import OrgUnit, OrgUnitTerm
from accounts.models.role_grant import RoleGrant
from accounts.models.service_end import ServiceEnd
from accounts.models.stage_change import StageChange
from accounts.models.supervisor_correction import SupervisorCorrection

__all__ = [
    "AccessRecord",
    "Assignment",
    "AuditEvent",
    "BackgroundJob",
    "ColumnChoice",
    "Delegation",
    "Employee",
    "Holiday",
    "ImportBatch",
    "ImportRow",
    "ImportTrace",
    "JobPosition",
    "Leave",
    "Notification",
    "OrgUnit",
    "OrgUnitTerm",
    "ReportingLine",
    "RoleGrant",
    "ServiceEnd",
    "SignInCode",
    "StageChange",
    "SupervisorCorrection",
]
