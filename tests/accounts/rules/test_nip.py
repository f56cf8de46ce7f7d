"""W20: the NIP, row by row, and what must hold for every NIP. All of them are invented."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.nip import Code, InvalidNip, Nip, format_nip, parse_nip

READ = [
    (
        "190002282020011001",
        Nip("190002282020011001", date(1900, 2, 28), 2020, 1, "PNS", "M", 1),
        "19000228 202001 1 001",
    ),
    (
        "190012312019122999",
        Nip("190012312019122999", date(1900, 12, 31), 2019, 12, "PNS", "F", 999),
        "19001231 201912 2 999",
    ),
    (
        "190012312021212001",
        Nip("190012312021212001", date(1900, 12, 31), 2021, None, "PPPK", "F", 1),
        "19001231 202121 2 001",
    ),
    (
        "190012312023291001",
        Nip("190012312023291001", date(1900, 12, 31), 2023, None, "PPPK", "M", 1),
        "19001231 202329 1 001",
    ),
]

REFUSED = [
    ("190002292020011001", "birth_date"),
    ("190013012020011001", "birth_date"),
    ("000002282020011001", "birth_date"),
    ("190002282020131001", "month"),
    ("190002282020201001", "month"),
    ("190002282020001001", "month"),
    ("190002282020301001", "month"),
    ("190002282020013001", "sex"),
    ("190002282020010001", "sex"),
    ("190002282020011000", "serial"),
    ("19000228202001100", "length"),
    ("1900022820200110011", "length"),
    ("", "length"),
    ("   ", "length"),
    ("1.90002E+17", "digits"),
    ("1,90002E+17", "digits"),
    ("190002282020011001.0", "digits"),
    ("19000228202001100O", "digits"),
    ("-90002282020011001", "digits"),
    ("19000228202001100١", "digits"),
]


@pytest.mark.parametrize(("text", "nip", "printed"), READ)
def test_nip_is_taken_apart_and_printed(text, nip, printed):
    assert (parse_nip(text), format_nip(nip)) == (nip, printed)


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_nip_that_cannot_be_is_refused_by_its_part(text, code):
    with pytest.raises(InvalidNip) as refusal:
        parse_nip(text)
    assert refusal.value.code == code


def test_nip_given_as_a_number_is_refused_as_rounded():
    with pytest.raises(InvalidNip) as refusal:
        parse_nip(1.90002282020011e17)
    assert refusal.value.code == "digits"


def test_nip_turned_into_a_spreadsheet_number_says_to_import_text():
    with pytest.raises(InvalidNip, match="import the column as text"):
        parse_nip("1.90002E+17")


@pytest.mark.parametrize("space", [" ", "\t", "\n", "\u00a0", "\u200b", "\ufeff", "\u2060"])
def test_nip_with_spaces_anywhere_is_read(space):
    spread = space + space.join("190002282020011001") + space
    assert parse_nip(spread).digits == "190002282020011001"


@st.composite
def nips(draw):
    """Draw any NIP that the rule allows."""
    born = draw(st.dates(date(1, 1, 1), date(9999, 12, 31)))
    month = draw(st.sampled_from([*range(1, 13), *range(21, 30)]))
    year, serial = draw(st.integers(0, 9999)), draw(st.integers(1, 999))
    sex = draw(st.sampled_from("12"))
    return Nip(
        digits=f"{born.year:04}{born:%m%d}{year:04}{month:02}{sex}{serial:03}",
        birth_date=born,
        appointed_year=year,
        appointed_month=month if month <= 12 else None,
        kind="PNS" if month <= 12 else "PPPK",
        sex="M" if sex == "1" else "F",
        serial=serial,
    )


@given(nips())
def test_nip_printed_and_read_again_is_the_same(nip):
    assert parse_nip(format_nip(nip)) == nip


def verdict(text):
    """Return the code of the refusal, or "read"."""
    try:
        parse_nip(text)
    except InvalidNip as refusal:
        return refusal.code
    return "read"


@given(st.text(max_size=24))
def test_nip_of_any_text_is_read_or_refused_by_a_known_part(text):
    assert verdict(text) in {*get_args(Code), "read"}


@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_nip_of_any_digits_is_read_back_unchanged_or_refused(digits):
    assert verdict(digits) != "read" or parse_nip(digits).digits == digits
