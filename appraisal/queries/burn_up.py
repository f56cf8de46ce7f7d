"""The curve of what was sent, beside a plan that grows with every working day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats

from accounts.models import Holiday
from accounts.rules.working_days import working_days_between

ONE_DAY = timedelta(days=1)
LABELS = 6  # how many days are named below the chart, at most


@dataclass(frozen=True, slots=True)
class Curve:
    """What the chart draws: labels of days, people per day summed up, the plan, and all people."""

    dates: tuple[date, ...]
    days: tuple[str, ...]
    actual: tuple[int, ...]
    plan: tuple[float, ...]
    total: int

    @property
    def reached(self):
        """Return which part was reached by the last day drawn."""
        return self.actual[-1] / self.total if self.actual and self.total else 0

    @property
    def planned(self):
        """Return which part the plan asks for on the last day reached."""
        return self.plan[len(self.actual) - 1] / self.total if self.actual and self.total else 0

    @property
    def table(self):
        """Return (day, reached, planned) for the days that are over, the latest first."""
        rows = zip(self.dates, self.actual, self.plan, strict=False)
        return [(day, reached, round(planned)) for day, reached, planned in rows][::-1]


def curve(window, per_day, total, today):
    """Return the chart of a phase; before its first day nothing is reached yet."""
    length = (window.closes_date - window.opens_date).days
    days = [window.opens_date + timedelta(days=step) for step in range(length + 1)]
    past = [day for day in days if day <= today]
    return Curve(
        dates=tuple(days),
        days=day_labels(days),
        actual=tuple(sum(n for day, n in per_day.items() if day <= limit) for limit in past),
        plan=tuple(total * share for share in plan_shares(days)),
        total=total,
    )


def plan_shares(days):
    """Return which part of the working days of a phase is over at the end of each day."""
    start = days[0] - ONE_DAY
    holidays = frozenset(
        Holiday.objects.filter(date__range=(days[0], days[-1])).values_list("date", flat=True)
    )
    whole = working_days_between(start, days[-1], holidays)
    if not whole:
        return [(position + 1) / len(days) for position in range(len(days))]
    return [working_days_between(start, day, holidays) / whole for day in days]


def day_labels(days):
    """Return short names of some days: the month where it begins, nothing between the named days."""
    step = max(1, -(-len(days) // LABELS))
    named, month = [], None
    for position, day in enumerate(days):
        text = ""
        near_end = len(days) - 1 - position < step and position != len(days) - 1
        if position == len(days) - 1 or (position % step == 0 and not near_end):
            text = formats.date_format(day, "j" if day.month == month else "j M")
            month = day.month
        named.append(text)
    return tuple(named)
