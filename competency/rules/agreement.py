"""Self-assessment beside the supervisor's, per competency: four quadrants for a conversation.

Two signs, used everywhere and stated on screen: gap = reached level - standard (below zero: not
yet at the standard), difference = self - supervisor (above zero: the person sees more). "High"
means at or above the standard, not above one's own mean. A small positive difference is normal;
the quadrants open a talk and never count against anyone (project reference on competency, section
8, after Atwater and Yammarino; the levels are those of PermenPANRB 38/2017).
"""

from enum import StrEnum
from typing import Final

LEVELS: Final = range(6)
STANDARDS: Final = range(1, 6)


class Agreement(StrEnum):
    """Where two views of one competency meet."""

    CONFIRMED_STRENGTH = "CONFIRMED_STRENGTH"
    HIDDEN_STRENGTH = "HIDDEN_STRENGTH"
    BLIND_SPOT = "BLIND_SPOT"
    AGREED_NEED = "AGREED_NEED"


_QUADRANTS: Final = {
    (True, True): Agreement.CONFIRMED_STRENGTH,
    (False, True): Agreement.HIDDEN_STRENGTH,
    (True, False): Agreement.BLIND_SPOT,
    (False, False): Agreement.AGREED_NEED,
}


def gap(reached: int, standard: int) -> int:
    """Return reached level - standard, in levels; below zero is something to develop.

    Raises ValueError naming a level outside 0 to 5 or a standard outside 1 to 5
    (PermenPANRB 38/2017).
    """
    return _within(reached, LEVELS, "reached") - _within(standard, STANDARDS, "standard")


def difference(self_level: int, supervisor_level: int) -> int:
    """Return self - supervisor, in levels; above zero the person sees more than the supervisor.

    Raises ValueError naming a level outside 0 to 5 (PermenPANRB 38/2017).
    """
    mine = _within(self_level, LEVELS, "self_level")
    return mine - _within(supervisor_level, LEVELS, "supervisor_level")


def agreement(self_level: int, supervisor_level: int, standard: int) -> Agreement:
    """Name the quadrant of two levels of one competency against the standard of the post.

    Both meet it: confirmed strength. Only the supervisor sees it met: hidden strength. Only the
    person does: blind spot. Neither: a need both agree on. gap = reached - standard; difference =
    self - supervisor. Raises ValueError naming a level outside 0 to 5 or a standard outside 1 to 5
    (PermenPANRB 38/2017 for the levels; the quadrants are a convention of this product).
    """
    bar = _within(standard, STANDARDS, "standard")
    mine = _within(self_level, LEVELS, "self_level")
    theirs = _within(supervisor_level, LEVELS, "supervisor_level")
    return _QUADRANTS[mine >= bar, theirs >= bar]


def _within(value: int, bounds: range, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in bounds:
        lowest, highest = bounds[0], bounds[-1]
        raise ValueError(f"{name} must be a whole number {lowest} to {highest}, not {value!r}")
    return value
