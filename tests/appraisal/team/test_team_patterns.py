"""Patterns in a team's decisions: what is found, from how many, and what is not."""

from decimal import Decimal

import pytest

from appraisal.rules.team_patterns import Pattern, PatternCode, Rated, team_patterns

CODES = ("A", "B", "C", "D", "E")
VARIED = (
    {"A": 2, "B": 3, "C": 4, "D": 2, "E": 3},
    {"A": 3, "B": 2, "C": 3, "D": 4, "E": 2},
    {"A": 4, "B": 4, "C": 2, "D": 3, "E": 4},
)


def team(*, levels=VARIED, ratings=("GOOD", "VERY_GOOD", "GOOD"), **fields):
    """Return three people; a keyword gives each the value at its place."""
    people = []
    for place, (own, rating) in enumerate(zip(levels, ratings, strict=True)):
        more = {name: values[place] for name, values in fields.items()}
        key = place + 1
        people.append(Rated(name=f"Orang {key}", key=key, rating=rating, levels=own, **more))
    return people


def codes(people):
    """Return the codes of what is found."""
    return [found.code for found in team_patterns(people)]


def test_varied_team_raises_no_question():
    assert team_patterns(team()) == []


@pytest.mark.parametrize("size", [0, 1, 2])
def test_fewer_than_three_people_say_nothing(size):
    same = [Rated("X", "GOOD", dict.fromkeys(CODES, 3), words=("Sudah baik sekali semuanya",))]

    assert team_patterns(same * size) == []


def test_one_predikat_for_all():
    assert team_patterns(team(ratings=("GOOD",) * 3)) == [
        Pattern(PatternCode.SAME_RATING, 3, 3, value="GOOD")
    ]


def test_one_level_for_all_names_the_competencies():
    levels = [{**own, "A": 3, "C": 3} for own in VARIED]

    assert team_patterns(team(levels=levels)) == [
        Pattern(PatternCode.SAME_LEVEL, 2, 5, ("A", "C"), "3")
    ]


def test_one_level_for_all_in_each_names_no_common_level():
    levels = [{**own, "A": 3, "C": 2} for own in VARIED]

    assert team_patterns(team(levels=levels))[0].value == ""


def test_competency_of_two_people_is_not_for_all():
    levels = [{**VARIED[0], "X": 3}, {**VARIED[1], "X": 3}, VARIED[2]]

    assert codes(team(levels=levels)) == []


def test_one_level_in_everything_names_the_person():
    levels = [dict.fromkeys(CODES, 3), *VARIED[1:]]

    assert team_patterns(team(levels=levels)) == [
        Pattern(PatternCode.FLAT_PROFILE, 1, 3, ("Orang 1",), keys=(1,))
    ]


def test_four_competencies_are_too_few_for_a_flat_profile():
    levels = [dict.fromkeys(CODES[:4], 3), *VARIED[1:]]

    assert PatternCode.FLAT_PROFILE not in codes(team(levels=levels))


def test_levels_that_repeat_the_self_assessment():
    assert team_patterns(team(own=VARIED)) == [Pattern(PatternCode.AS_THEY_SAW, 15, 15)]


def test_levels_that_repeat_the_standard():
    assert team_patterns(team(standards=VARIED)) == [Pattern(PatternCode.AT_STANDARD, 15, 15)]


@pytest.mark.parametrize(("others", "found"), [(0, True), (1, False)])
def test_nearly_all_means_at_least_95_percent(others, found):
    own = [dict(row) for row in VARIED]
    for code in CODES[:others]:
        own[0][code] -= 1

    assert (PatternCode.AS_THEY_SAW in codes(team(own=own))) is found  # 14 of 15 are 93%


def test_eight_comparisons_are_too_few():
    own = [dict(list(row.items())[:3]) for row in VARIED[:2]] + [{"A": 4, "B": 4}]

    assert codes(team(own=own)) == []


@pytest.mark.parametrize(
    ("shift", "code"), [(1, PatternCode.BELOW_SELF), (-1, PatternCode.ABOVE_SELF)]
)
def test_view_far_from_the_teams_own(shift, code):
    own = [{key: level + shift for key, level in row.items()} for row in VARIED]

    assert team_patterns(team(own=own)) == [Pattern(code, 15, 15, value=Decimal(1))]


def test_view_two_thirds_of_a_level_away_is_usual():
    own = [{key: level + (key in "ABC") for key, level in row.items()} for row in VARIED]

    assert codes(team(own=own)) == []


def test_same_words_for_two_count_both_whatever_case_and_space():
    words = [("Bekerja dengan sangat teliti.",), ("bekerja  dengan sangat\nteliti.",), ("Lain.",)]

    names = tuple(person.name for person in team())[:2]
    assert team_patterns(team(words=words)) == [
        Pattern(PatternCode.SAME_WORDS, 2, 3, names, words[0][0], (1, 2))
    ]


def test_short_words_and_ones_own_twice_are_no_pattern():
    long = "Menjawab pengaduan dalam sehari."
    words = [("Baik", long, long), ("Baik",), ("Baik",)]

    assert team_patterns(team(words=words)) == []


def test_each_pair_is_named_with_its_own_words():
    one, two = "Bekerja dengan sangat teliti.", "Menjawab pengaduan dalam sehari."
    words = [(one,), (one, two), (two,)]

    assert team_patterns(team(words=words)) == [
        Pattern(PatternCode.SAME_WORDS, 2, 3, ("Orang 1", "Orang 2"), one, (1, 2)),
        Pattern(PatternCode.SAME_WORDS, 2, 3, ("Orang 2", "Orang 3"), two, (2, 3)),
    ]


def test_pair_inside_a_larger_group_adds_nothing():
    one, two = "Bekerja dengan sangat teliti.", "Menjawab pengaduan dalam sehari."
    words = [(two, one), (two, one), (one,)]

    names = ("Orang 1", "Orang 2", "Orang 3")
    assert team_patterns(team(words=words)) == [
        Pattern(PatternCode.SAME_WORDS, 3, 3, names, one, (1, 2, 3))
    ]
