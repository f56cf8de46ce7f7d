"""Cells as offices fill them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.nip import InvalidNip
from accounts.rules.spreadsheet_cells import (
    NipNotText,
    as_it_stood,
    clean_text,
    harmless,
    nip_from_cell,
    nip_inside,
    phone_from_cell,
    sex_from_cell,
    unapostrophe,
    yes_or_no,
)

NIP = "198504122010031001"
DAY = datetime(1980, 3, 3)  # noqa: DTZ001 -- a cell knows no zone


@pytest.mark.parametrize(
    "cell",
    [
        NIP, f" {NIP} ", f"'{NIP}", f'"{NIP}"', f"’{NIP}", "19850412 201003 1 001", "19850412.201003.1.001",
        "19850412-201003-1-001", f"NIP. {NIP}", f"NIP : {NIP}", f"{NIP}\u200b", f"\ufeff{NIP}",
        "19850412\u00a0201003\u00a01\u00a0001",
        "".join(chr(ord(digit) + 0xFEE0) for digit in NIP),
    ],
)  # fmt: skip
def test_nip_is_read(cell):
    assert nip_from_cell(cell) == NIP


@pytest.mark.parametrize(
    "cell",
    [
        198504122010031001,
        1.98504122010031e17,
        "1.99E+17",
        "1,99E+17",
        "1.98504122010031E+17",
        "198504122010031001.0",
    ],
)
def test_nip_that_became_a_number_is_refused(cell):
    with pytest.raises(NipNotText):
        nip_from_cell(cell)


@pytest.mark.parametrize("cell", [None, "", "-", "\u200b", "  "])
def test_empty_nip_is_no_error(cell):
    assert nip_from_cell(cell) == ""


spaces = st.text(alphabet=" \u00a0\u200b\u200c\u2060\ufeff\t", max_size=3)


@given(st.lists(spaces, min_size=19, max_size=19))
def test_spaces_anywhere_in_a_nip_are_dropped(gaps):
    text = "".join(f"{gap}{digit}" for gap, digit in zip(gaps, [*NIP, ""], strict=True))

    assert nip_from_cell(text) == NIP


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none(), st.booleans()))
def test_any_cell_is_a_nip_empty_or_refused(cell):
    try:
        found = nip_from_cell(cell)
    except InvalidNip:
        return
    assert found == "" or (len(found) == 18 and found.isascii() and found.isdigit())


@given(st.text(max_size=60))
def test_clean_text_is_clean_and_stays_so(text):
    cleaned = clean_text(text)

    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not set(cleaned) & set("\u200b\u00a0\x00\ufeff")


@given(st.text(max_size=60))
def test_what_is_stored_fits_into_the_database(text):
    stored = as_it_stood(text)

    assert "\x00" not in stored
    stored.encode()


@given(st.text(max_size=40))
def test_harmless_text_is_never_a_formula_and_comes_back(text):
    written = harmless(text)

    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unapostrophe(written) == unapostrophe(text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7.0, "7"), (2.5, "2.5"), (True, "ya"), (DAY, "1980-03-03"), (1.98504122010031e17, "1.99E+17"),
        ("  a\n b ", "a b"), ("-", ""), ("N/A", ""), ("'=1", "=1"), ("'tis", "'tis"),
    ],
)  # fmt: skip
def test_cell_becomes_text(cell, text):
    assert clean_text(cell) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"Budi Santoso / {NIP}", ("Budi Santoso", NIP)),
        ("Budi NIP. 19850412 201003 1 001", ("Budi", "19850412 201003 1 001")),
        ("Budi", ("Budi", "")),
    ],
)
def test_name_and_nip_are_taken_apart(text, parts):
    assert nip_inside(text) == parts


@pytest.mark.parametrize(
    ("text", "answer"),
    [("ya", True), ("V", True), ("Tidak", False), (None, None), (True, True), (0, False)],
)
def test_yes_or_no(text, answer):
    assert yes_or_no(text) is answer


@pytest.mark.parametrize(
    ("text", "sex"), [("L", "M"), ("Laki-laki", "M"), ("PEREMPUAN", "F"), ("p", "F"), ("", "")]
)
def test_sex(text, sex):
    assert sex_from_cell(text) == sex


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (81234567890, "081234567890"),
        ("+62 812-3456-7890", "+6281234567890"),
        ("0812 3456 7890 / 0813", "081234567890"),
    ],
)
def test_phone(cell, phone):
    assert phone_from_cell(cell) == phone
