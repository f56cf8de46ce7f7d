"""The words of the ground floor: kinds of people, posts, grants and notices."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EmployeeKind(TextChoices):
    """Who a person is to the system."""

    ASN = "ASN", _("civil servant")
    OFFICIAL = "OFFICIAL", _("official without NIP")
    SYSTEM = "SYSTEM", _("system account")


class EmploymentKind(TextChoices):
    """The legal kind of employment (UU 20/2023)."""

    PNS = "PNS", _("PNS")
    CPNS = "CPNS", _("CPNS")
    PPPK = "PPPK", _("PPPK")
    PPPK_PART_TIME = "PPPK_PART_TIME", _("part-time PPPK")


class Sex(TextChoices):
    """Sex as the fifteenth digit of the NIP tells it."""

    MALE = "M", _("male")
    FEMALE = "F", _("female")


class PositionKind(TextChoices):
    """Kinds of job position (performance.md 9.3)."""

    JPT_UTAMA = "JPT_UTAMA", _("senior executive, first class")
    JPT_MADYA = "JPT_MADYA", _("senior executive, middle class")
    JPT_PRATAMA = "JPT_PRATAMA", _("senior executive, junior class")
    ADMINISTRATOR = "ADMINISTRATOR", _("administrator")
    PENGAWAS = "PENGAWAS", _("line supervisor")
    PELAKSANA = "PELAKSANA", _("operational position")
    FUNCTIONAL = "FUNCTIONAL", _("functional position")


class FunctionalGrade(TextChoices):
    """Grades of functional positions, from the bottom."""

    PEMULA = "PEMULA", _("Pemula")
    TERAMPIL = "TERAMPIL", _("Terampil")
    MAHIR = "MAHIR", _("Mahir")
    PENYELIA = "PENYELIA", _("Penyelia")
    AHLI_PERTAMA = "AHLI_PERTAMA", _("Ahli Pertama")
    AHLI_MUDA = "AHLI_MUDA", _("Ahli Muda")
    AHLI_MADYA = "AHLI_MADYA", _("Ahli Madya")
    AHLI_UTAMA = "AHLI_UTAMA", _("Ahli Utama")


class AssignmentKind(TextChoices):
    """Whether a post is held for good, or acted in."""

    DEFINITIVE = "DEFINITIVE", _("definitive")
    PLT = "PLT", _("acting (Plt.)")
    PLH = "PLH", _("daily acting (Plh.)")


class Role(TextChoices):
    """Everything that can be granted; being a supervisor follows from the line of reporting."""

    HR_ADMIN = "HR_ADMIN", _("HR administrator")
    HR_OPERATOR = "HR_OPERATOR", _("HR operator")
    ASSESSMENT_TEAM = "ASSESSMENT_TEAM", _("assessment team")
    LEADER = "LEADER", _("leader")
    AUDITOR = "AUDITOR", _("auditor")


HR_ROLES = (Role.HR_ADMIN, Role.HR_OPERATOR)


class NoticeKind(TextChoices):
    """What a notification says. No notice ever carries a result or a level."""

    PLAN_PROPOSED = "PLAN_PROPOSED", _("A work plan awaits your agreement")
    PLAN_RETURNED = "PLAN_RETURNED", _("Your supervisor asks for changes to your work plan")
    PLAN_AGREED = "PLAN_AGREED", _("Your work plan has been agreed")
    SELF_ASSESSMENT_OPENED = "SELF_ASSESSMENT_OPENED", _("Your self-assessment is open")
    SELF_ASSESSMENT_SUBMITTED = (
        "SELF_ASSESSMENT_SUBMITTED",
        _("A self-assessment is ready for your review"),
    )
    SELF_ASSESSMENT_RETURNED = (
        "SELF_ASSESSMENT_RETURNED",
        _("Your self-assessment was returned to you with a note"),
    )
    RETURN_ASKED = (
        "RETURN_ASKED",
        _("A team member asks to get the self-assessment back"),
    )
    REVIEW_STARTED = (
        "REVIEW_STARTED",
        _("Your supervisor's review began without your self-assessment"),
    )
    EVALUATION_DELIVERED = "EVALUATION_DELIVERED", _("You can now read your results")
    EVALUATION_ACKNOWLEDGED = (
        "EVALUATION_ACKNOWLEDGED",
        _("A team member has read and discussed the results"),
    )
    ANSWER_CHANGED = "ANSWER_CHANGED", _("A team member changed the answer to the results")
    EVALUATION_REOPENED = "EVALUATION_REOPENED", _("An evaluation was opened again")
    SUPERVISOR_CHANGED = "SUPERVISOR_CHANGED", _("Your supervisor has changed")
    TEAM_CHANGED = "TEAM_CHANGED", _("Your team has changed")
    JOB_FINISHED = "JOB_FINISHED", _("A job you started has finished")
    JOB_STOPPED = "JOB_STOPPED", _("A job you started was stopped")
    JOB_FAILED = "JOB_FAILED", _("A job you started could not be finished")
    CYCLE_OPENED = "CYCLE_OPENED", _("A new appraisal cycle has been opened")
    CYCLE_CLOSED = "CYCLE_CLOSED", _("An appraisal cycle was closed")
    DEADLINE_EXTENDED = "DEADLINE_EXTENDED", _("You have more time")
    REMINDER = "REMINDER", _("A step of your appraisal is waiting for you")
    SUPERVISOR_QUESTIONED = (
        "SUPERVISOR_QUESTIONED",
        _("An employee reports that the recorded supervisor is wrong"),
    )
    SUPERVISOR_ANSWERED = "SUPERVISOR_ANSWERED", _("HR answered your report on your supervisor")
    PLAN_COMMENTED = "PLAN_COMMENTED", _("There is a comment on a work plan")
    RESULT_ASSIGNED = "RESULT_ASSIGNED", _("Your supervisor added a result to your work plan")
    RESULT_TAKEN_BACK = (
        "RESULT_TAKEN_BACK",
        _("Your supervisor took back what was added to your work plan"),
    )
    DIALOGUE_PLANNED = "DIALOGUE_PLANNED", _("A performance dialogue was planned")
    DIALOGUE_CANCELLED = "DIALOGUE_CANCELLED", _("A performance dialogue was called off")
    DIALOGUE_TO_CONFIRM = (
        "DIALOGUE_TO_CONFIRM",
        _("The notes of a dialogue await your confirmation"),
    )
    DELEGATION_GIVEN = "DELEGATION_GIVEN", _("You act for a supervisor")
    DELEGATION_ENDED = "DELEGATION_ENDED", _("A delegation to you has ended")
    DELEGATE_NAMED = "DELEGATE_NAMED", _("Somebody acts for your supervisor for some days")
    DELEGATE_GONE = "DELEGATE_GONE", _("Your supervisor's delegation has ended")
    DELEGATE_ACTED = "DELEGATE_ACTED", _("Somebody acted on your behalf")
    REOPENING_ASKED = (
        "REOPENING_ASKED",
        _("A result is to be opened again: read why, then answer"),
    )
    REOPENING_ANSWERED = "REOPENING_ANSWERED", _("Your request to open a result again was answered")


class MailGroup(TextChoices):
    """Notices that a person may receive by mail or only on screen."""

    TASKS = "TASKS", _("tasks that wait for me")
    REMINDERS = "REMINDERS", _("reminders and changed deadlines")
    NEWS = "NEWS", _("news about my appraisal and my team's")
    JOBS = "JOBS", _("jobs that I started")


MAIL_GROUPS = {  # every other kind is news
    NoticeKind.PLAN_PROPOSED: MailGroup.TASKS,
    NoticeKind.PLAN_RETURNED: MailGroup.TASKS,
    NoticeKind.RESULT_ASSIGNED: MailGroup.TASKS,
    NoticeKind.SELF_ASSESSMENT_OPENED: MailGroup.TASKS,
    NoticeKind.SELF_ASSESSMENT_SUBMITTED: MailGroup.TASKS,
    NoticeKind.SELF_ASSESSMENT_RETURNED: MailGroup.TASKS,
    NoticeKind.RETURN_ASKED: MailGroup.TASKS,
    NoticeKind.DIALOGUE_TO_CONFIRM: MailGroup.TASKS,
    NoticeKind.REOPENING_ASKED: MailGroup.TASKS,
    NoticeKind.SUPERVISOR_QUESTIONED: MailGroup.TASKS,
    NoticeKind.REMINDER: MailGroup.REMINDERS,
    NoticeKind.DEADLINE_EXTENDED: MailGroup.REMINDERS,
    NoticeKind.JOB_FINISHED: MailGroup.JOBS,
    NoticeKind.JOB_STOPPED: MailGroup.JOBS,
    NoticeKind.JOB_FAILED: MailGroup.JOBS,
}


class AccessKind(TextChoices):
    """What somebody opened."""

    PROFILE = "PROFILE", _("profile")
    WORK_PLAN = "WORK_PLAN", _("work plan")
    SELF_ASSESSMENT = "SELF_ASSESSMENT", _("self-assessment")
    EVIDENCE = "EVIDENCE", _("evidence")
    REVIEW = "REVIEW", _("review sheet with earlier results")
    RESULT = "RESULT", _("result")
    DOCUMENT = "DOCUMENT", _("document")
    DIALOGUE = "DIALOGUE", _("dialogue record")


class AccessRole(TextChoices):
    """As what somebody opened it."""

    SUPERVISOR = "SUPERVISOR", _("direct supervisor")
    DELEGATE = "DELEGATE", _("on behalf of the supervisor")
    SUPERIOR = "SUPERIOR", _("supervisor's superior")
    HR = "HR", _("HR")
    AUDITOR = "AUDITOR", _("auditor")
    COLLEAGUE = "COLLEAGUE", _("colleague")


class CorrectionState(TextChoices):
    """Where the report "this is not my supervisor" stands."""

    OPEN = "OPEN", _("HR is checking")
    CONFIRMED = "CONFIRMED", _("Corrected")
    DECLINED = "DECLINED", _("Stays as it is")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class ImportAction(TextChoices):
    """What an import will do with a row."""

    NEW = "NEW", _("new")
    CHANGED = "CHANGED", _("changed")
    UNCHANGED = "UNCHANGED", _("unchanged")
    REJECTED = "REJECTED", _("rejected")


class ImportKind(TextChoices):
    """What a workbook brings."""

    PEOPLE = "PEOPLE", _("employees and units")
    STANDARDS = "STANDARDS", _("competency standards")
    BY_HAND = "BY_HAND", _("one employee, entered by hand")


class ServiceEndKind(TextChoices):
    """Why somebody no longer serves in the agency."""

    PENSION = "PENSION", _("pension")
    TRANSFER = "TRANSFER", _("transfer to another agency")
    DEATH = "DEATH", _("death")
    RESIGNATION = "RESIGNATION", _("resignation")
    CONTRACT = "CONTRACT", _("end of the work agreement")
    OTHER = "OTHER", _("other reason")


class Theme(TextChoices):
    """Light, dark, or as the device says."""

    AUTO = "auto", _("follow the device")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")


class TextSize(TextChoices):
    """16, 18 or 20 pixels."""

    NORMAL = "m", _("normal")
    LARGE = "l", _("large")
    LARGEST = "xl", _("largest")
