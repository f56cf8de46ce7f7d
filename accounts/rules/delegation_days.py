"""How long a supervisor's tasks may lie in another person's hands."""

from datetime import timedelta

LONGEST = timedelta(days=90)


def fault_of_days(from_date, until_date, today):
    """Return what is wrong with the days of a delegation: "past", "backwards", "long" or nothing."""
    if from_date < today:
        return "past"
    if until_date < from_date:
        return "backwards"
    return "long" if until_date - from_date >= LONGEST else ""
