"""Numbers that a page sends back."""

import pytest

from accounts.rules.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("42", 42),
        ("999999999", 999_999_999),
        ("1000000000", None),
        ("9" * 5000, None),
        ("²", None),
        ("٣", None),
        ("-1", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_only_short_numbers_of_plain_digits_are_read(text, number):
    assert whole_number(text) == number


def test_other_text_gives_what_the_caller_wants():
    assert whole_number("x", 7) == 7
