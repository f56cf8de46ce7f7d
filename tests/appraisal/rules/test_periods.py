"""How a year falls into periods, and the days that their phases begin with."""

from datetime import date
from itertools import pairwise

import pytest

from appraisal.choices import Phase
from appraisal.rules.periods import (
    SHORTEST_DAYS,
    Span,
    a_year_later,
    default_schedule,
    period_on_form,
    spans,
)
from appraisal.rules.phases import FaultCode, schedule_faults
from appraisal.rules.trial import best_team

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_annual_rhythm_is_the_whole_cycle():
    assert spans(["ANNUAL"], *YEAR) == [Span("ANNUAL", 1, 1, *YEAR)]


def test_quarters_come_before_the_year():
    found = spans(["QUARTER", "ANNUAL"], *YEAR)

    assert [(span.kind, span.ordinal, span.until_date) for span in found] == [
        ("QUARTER", 1, date(2026, 3, 31)),
        ("QUARTER", 2, date(2026, 6, 30)),
        ("QUARTER", 3, date(2026, 9, 30)),
        ("QUARTER", 4, date(2026, 12, 31)),
        ("ANNUAL", 1, date(2026, 12, 31)),
    ]


@pytest.mark.parametrize(("kind", "count"), [("MONTH", 12), ("QUARTER", 4), ("SEMESTER", 2)])
def test_parts_cover_the_year_without_gap_or_overlap(kind, count):
    *parts, _year = spans([kind], *YEAR)

    assert len(parts) == count
    assert (parts[0].from_date, parts[-1].until_date) == YEAR
    for earlier, later in pairwise(parts):
        assert (later.from_date - earlier.until_date).days == 1


def test_cycle_that_begins_in_april_begins_with_the_second_quarter():
    found = spans(["QUARTER"], date(2026, 4, 1), date(2026, 12, 31))

    assert [(span.number, span.ordinal) for span in found[:-1]] == [(1, 2), (2, 3), (3, 4)]


def test_rest_that_is_too_short_goes_along_with_its_neighbour():
    found = spans(["QUARTER"], date(2026, 3, 20), date(2026, 9, 30))

    assert [(span.from_date, span.until_date) for span in found[:-1]] == [
        (date(2026, 3, 20), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
    ]
    assert SHORTEST_DAYS == 28


def test_rhythm_with_one_part_adds_nothing_to_the_year():
    assert [span.kind for span in spans(["SEMESTER"], date(2026, 1, 1), date(2026, 6, 30))] == [
        "ANNUAL"
    ]


@pytest.mark.parametrize("kinds", [["ANNUAL"], ["SEMESTER"], ["QUARTER"], ["MONTH"]])
def test_usual_days_fit_together(kinds):
    found = spans(kinds, *YEAR)
    plan, rows = default_schedule(found)
    phases = Phase.values[1:]
    periods = [
        (span.from_date, dict(zip(phases, row, strict=True)))
        for span, row in zip(found, rows, strict=True)
    ]

    assert schedule_faults(plan, periods, Phase.values) == []


def test_annual_evaluation_behind_quarters_is_closed_by_the_end_of_january():
    _plan, rows = default_schedule(spans(["QUARTER"], *YEAR))

    assert rows[-1] == [
        (date(2027, 1, 6), date(2027, 1, 14)),
        (date(2027, 1, 15), date(2027, 1, 23)),
        (date(2027, 1, 24), date(2027, 1, 31)),
    ]


def test_month_is_over_before_the_next_one_is_half_way():
    _plan, rows = default_schedule(spans(["MONTH"], *YEAR))

    assert rows[1] == [
        (date(2026, 2, 26), date(2026, 3, 4)),
        (date(2026, 3, 5), date(2026, 3, 9)),
        (date(2026, 3, 10), date(2026, 3, 15)),
    ]


def test_later_period_does_not_begin_before_the_earlier_one():
    found = spans(["SEMESTER"], *YEAR)
    plan, rows = default_schedule(found)
    phases = Phase.values[1:]
    rows[1], rows[0] = rows[0], rows[1]
    periods = [(YEAR[0], dict(zip(phases, row, strict=True))) for row in rows]

    faults = schedule_faults(plan, periods, Phase.values)

    assert [(place, fault.code) for place, fault in faults] == [
        (1, FaultCode.OPENS_BEFORE_EARLIER_PERIOD)
    ]


def test_missing_plan_is_said_once():
    found = spans(["QUARTER"], *YEAR)
    _plan, rows = default_schedule(found)
    phases = Phase.values[1:]
    periods = [
        (span.from_date, dict(zip(phases, row, strict=True)))
        for span, row in zip(found, rows, strict=True)
    ]

    faults = schedule_faults(None, periods, Phase.values)

    assert [(place, fault.code, fault.phase) for place, fault in faults] == [
        (0, FaultCode.MISSING, "PLAN")
    ]


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 5, 4), date(2027, 5, 4)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_year_later(day, later):
    assert a_year_later(day) == later


@pytest.mark.parametrize(
    ("sizes", "best"),
    [
        ({}, None),
        ({7: 0}, None),
        ({1: 12, 2: 4, 3: 30}, 2),
        ({1: 5, 2: 5}, 1),
    ],
)
def test_best_team_has_about_five_people(sizes, best):
    assert best_team({boss: range(size) for boss, size in sizes.items()}) == best


@pytest.mark.parametrize(
    ("kind", "name", "printed"),
    [
        ("ANNUAL", "Tahun 2026", "AKHIR"),
        ("ANNUAL", "Semester I 2026", "SEMESTER I 2026"),
        ("ANNUAL", "Uji coba 2026", "UJI COBA 2026"),
        ("ANNUAL", "Tahunan layanan", "TAHUNAN LAYANAN"),
        ("QUARTER", "Triwulan II 2026", "TRIWULAN II 2026"),
    ],
)
def test_form_prints_akhir_for_a_year_only(kind, name, printed):
    assert period_on_form(kind, name, date(2026, 12, 31)) == printed
