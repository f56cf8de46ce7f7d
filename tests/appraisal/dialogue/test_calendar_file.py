"""The calendar file, read back as RFC 5545 says it is read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.rules.calendar_file import Appointment, calendar_file

START = datetime(2026, 12, 5, 9, 0, tzinfo=timezone(timedelta(hours=7)))
TEXTS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Co", "Cn"))
)


def appointment(**fields):
    """Return an appointment at 09.00 WIB for an hour."""
    return Appointment(
        **{
            "uid": "abc@selaras.example",
            "summary": "Dialog kinerja dengan Ani",
            "starts_at": START,
            "ends_at": START + timedelta(hours=1),
            "changed_at": START - timedelta(days=3),
        }
        | fields
    )


def parsed(text):
    """Read a file: unfold the lines, split names from values; return the lines of the event."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = "\r\n".join(lines).replace("\r\n ", "").split("\r\n")
    pairs = [line.split(":", 1) for line in unfolded]
    assert pairs[0] == ["BEGIN", "VCALENDAR"]
    assert pairs[-1] == ["END", "VCALENDAR"]
    begin, end = pairs.index(["BEGIN", "VEVENT"]), pairs.index(["END", "VEVENT"])
    return dict(pairs[1:begin]), dict(pairs[begin + 1 : end])


def unescaped(value):
    """Read a text value back."""
    found, characters = [], iter(value)
    for character in characters:
        if character == "\\":
            following = next(characters)
            found.append("\n" if following in "nN" else following)
        else:
            assert character not in ",;"
            found.append(character)
    return "".join(found)


def test_an_appointment_is_complete_and_in_utc():
    frame, event = parsed(calendar_file(appointment(place="Ruang rapat", version=2)))

    assert (frame["VERSION"], frame["PRODID"]) == ("2.0", "-//Selaras//Dialog kinerja//ID")
    assert event == {
        "UID": "abc@selaras.example",
        "DTSTAMP": "20261202T020000Z",
        "LAST-MODIFIED": "20261202T020000Z",
        "SEQUENCE": "2",
        "DTSTART": "20261205T020000Z",
        "DTEND": "20261205T030000Z",
        "SUMMARY": "Dialog kinerja dengan Ani",
        "LOCATION": "Ruang rapat",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Ruang 1, lantai 2; gedung A\\B",
        "baris satu\nbaris dua\r\nbaris tiga",
        "x" * 400,
        "é" * 200,
        "日本語" * 60,
        "🙂" * 40,
    ],
    ids=["escapes", "lines", "long", "two octets", "three octets", "four octets"],
)
def test_texts_come_back_whole(text):
    _frame, event = parsed(calendar_file(appointment(summary=text)))

    assert unescaped(event["SUMMARY"]) == text.replace("\r\n", "\n")


@given(TEXTS)
def test_any_text_comes_back_whole(text):
    _frame, event = parsed(calendar_file(appointment(summary=text)))

    assert unescaped(event["SUMMARY"]) == text


def test_a_line_cannot_be_smuggled_in():
    _frame, event = parsed(calendar_file(appointment(place="Aula\r\nATTENDEE:mailto:x@y.example")))

    assert "ATTENDEE" not in event
    assert unescaped(event["LOCATION"]) == "Aula\nATTENDEE:mailto:x@y.example"


def test_an_address_is_no_text_and_keeps_its_signs():
    address = "https://selaras.example/dialog/x/?a=1,2;b"

    assert parsed(calendar_file(appointment(url=address)))[1]["URL"] == address


@pytest.mark.parametrize("minutes", [0, -5])
def test_an_end_that_is_not_after_the_start_is_refused(minutes):
    with pytest.raises(ValueError, match="ends_at"):
        calendar_file(appointment(ends_at=START + timedelta(minutes=minutes)))


def test_a_time_without_zone_is_refused():
    naive = datetime(2026, 12, 5, 9, 0, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(ValueError, match="zone"):
        calendar_file(appointment(changed_at=naive))
