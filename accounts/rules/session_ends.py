"""When a session ends: after a time without a step, and after a day's work at the latest (ASVS 7.3)."""

MINUTE_S = 60
HOUR_S = 60 * MINUTE_S
IDLE_S = 3 * HOUR_S
SHARED_IDLE_S = 15 * MINUTE_S  # on a computer that several people use
LONGEST_S = 12 * HOUR_S
WARNING_S = 5 * MINUTE_S


def seconds_left(*, began, last, now, is_shared):
    """Return the seconds until a session ends that began and saw its last step at these moments."""
    idle = SHARED_IDLE_S if is_shared else IDLE_S
    return int(min(last + idle, began + LONGEST_S) - now)
