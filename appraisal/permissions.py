"""Who may: predicates (actor, record) -> bool, for plans and evaluations alike."""

from accounts.choices import AccessRole, Role
from appraisal.choices import DialogueSide


def is_owner(actor, record):
    """Tell whether the record is about the actor."""
    return record.employee_id == actor.employee.pk


def is_supervisor(actor, record):
    """Tell whether the actor is the supervisor in charge, or acts for that person; never for oneself."""
    return record.supervisor_id in actor.desks and not is_owner(actor, record)


def is_hr(actor, record):
    """Tell whether the actor is HR administrator for the record's unit; nobody is for the own one."""
    return not is_owner(actor, record) and actor.is_admin_for(record.org_unit_id)


def is_supervisor_or_hr(actor, record):
    """Tell whether the actor is the supervisor in charge, or HR for the unit."""
    return is_supervisor(actor, record) or is_hr(actor, record)


def is_hr_or_calendar(actor, record):
    """Tell whether HR or the calendar acts."""
    return actor.is_system or is_hr(actor, record)


def access_role(actor, record):
    """Return as what the actor opens a record of another person, for the log of openings."""
    if record.supervisor_id == actor.employee.pk:
        return AccessRole.SUPERVISOR
    if actor.acting_for(record):
        return AccessRole.DELEGATE
    if record.superior_id == actor.employee.pk:
        return AccessRole.SUPERIOR
    if actor.is_hr_for(record.org_unit_id):
        return AccessRole.HR
    if Role.AUDITOR in actor.everywhere:
        return AccessRole.AUDITOR
    return AccessRole.COLLEAGUE


def dialogue_side(actor, evaluation):
    """Return as which of the two people of a dialogue the actor takes part, or None."""
    if is_owner(actor, evaluation):
        return DialogueSide.EMPLOYEE
    return DialogueSide.SUPERVISOR if is_supervisor(actor, evaluation) else None


def is_superior(actor, record):
    """Tell whether the actor is the superior of the supervisor in charge."""
    return record.superior_id == actor.employee.pk and not is_owner(actor, record)


def is_one_of_two(actor, record):
    """Tell whether the actor may open a released result again with a second person.

    HR of the unit, or the superior of the supervisor; never whoever is in charge of the review.
    """
    return not is_supervisor(actor, record) and (is_hr(actor, record) or is_superior(actor, record))
