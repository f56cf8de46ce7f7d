"""Who may: predicates (actor, record) -> bool, for plans and evaluations alike."""


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
