"""How large a trial is, and whom to ask first."""

from collections.abc import Mapping, Sequence

MOST_PEOPLE = 10
GOOD_SIZE = 5  # people: enough to see the path, few enough to talk it over
DAYS = 14  # all phases are open this long


def best_team(teams: Mapping[int, Sequence[int]]) -> int | None:
    """Return the supervisor whose team has the size that suits a trial best, or nothing."""
    fitting = {boss: len(team) for boss, team in teams.items() if team}
    if not fitting:
        return None
    return min(fitting, key=lambda boss: (abs(fitting[boss] - GOOD_SIZE), boss))
