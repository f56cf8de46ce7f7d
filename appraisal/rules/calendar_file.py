"""One appointment as an iCalendar file (RFC 5545), so that any calendar takes it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

PRODUCT: Final = "-//Selaras//Dialog kinerja//ID"
LINE_OCTETS: Final = 75
ESCAPES: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"))


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a calendar needs; times are aware, and `version` rises with every change of them."""

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    version: int = 0
    place: str = ""
    url: str = ""
    description: str = ""


def calendar_file(appointment: Appointment) -> str:
    """Return the file: CRLF line ends, lines of at most 75 octets, times in UTC.

    Raises ValueError for a time without zone, or an end that is not after the start (RFC 5545,
    3.3.5 and 3.6.1).
    """
    if appointment.ends_at <= appointment.starts_at:
        raise ValueError("ends_at is not after starts_at")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{escaped(appointment.uid)}",
        f"DTSTAMP:{utc(appointment.changed_at)}",
        f"LAST-MODIFIED:{utc(appointment.changed_at)}",
        f"SEQUENCE:{appointment.version}",
        f"DTSTART:{utc(appointment.starts_at)}",
        f"DTEND:{utc(appointment.ends_at)}",
        f"SUMMARY:{escaped(appointment.summary)}",
        *optional_lines(appointment),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def optional_lines(appointment: Appointment) -> list[str]:
    """Return the properties that are left out when there is nothing to say; an address is no text."""
    lines = []
    if appointment.place:
        lines.append(f"LOCATION:{escaped(appointment.place)}")
    if appointment.description:
        lines.append(f"DESCRIPTION:{escaped(appointment.description)}")
    if appointment.url:
        lines.append(f"URL:{appointment.url}")
    return lines


def utc(moment: datetime) -> str:
    """Return a time as form 2 of RFC 5545 3.3.5: 20261205T020000Z."""
    if moment.tzinfo is None:
        raise ValueError("a time without zone cannot stand in a calendar file")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Return a text value with backslash, semicolon, comma and line ends escaped (3.3.11)."""
    for character, escape in ESCAPES:
        text = text.replace(character, escape)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join(
        "".join(one for one in line if one.isprintable() or one == "\t") for line in lines
    )


def folded(line: str) -> str:
    """Break a line after at most 75 octets, never inside a character (3.1)."""
    parts, current, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            parts.append(current)
            current, size = "", 1  # the blank that begins a continued line counts
        current += character
        size += octets
    return "\r\n ".join([*parts, current])
