"""When two ways of writing mean the same unit, and when one looks like a slip of the pen."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

SAME = (
    (r"\bkec\b", "kecamatan"),
    (r"\bkel\b", "kelurahan"),
    (r"\b(sub bagian|sub bag|subbag|subag|kasubbag)\b", "subbagian"),
    (r"\b(sub bidang|sub bid|subbid)\b", "subbidang"),
    (r"\bkab\b", "kabupaten"),
    (r"\b(uptd|upt)\b", "upt"),
    (r"\bsekretariatan\b", "sekretariat"),
)
OFFICE = re.compile(
    r"(dinas|badan|kecamatan|inspektorat|satuan polisi|satpol|kantor|rsud|rumah sakit"
    r"|sekretariat (daerah|dprd|dewan))\b"
)
LONG_WORD = 5
SLIPS = 2


def unit_key(name: str) -> str:
    """Return what is equal for "Kec. Contoh" and "KECAMATAN CONTOH"."""
    words = re.sub(r"[^\w]+", " ", name.casefold().replace("&", " dan ")).strip()
    for pattern, word in SAME:
        words = re.sub(pattern, word, words)
    return words


def is_office(name: str) -> bool:
    """Tell whether a name is that of a whole office (perangkat daerah), which stands below no other office."""
    return bool(OFFICE.match(unit_key(name)))


def unit_code(name: str, taken: set[str]) -> str:
    """Return a code made from a name that nobody has yet: KECAMATAN-CONTOH, KECAMATAN-CONTOH-2."""
    stem = re.sub(r"[^A-Z0-9]+", "-", unit_key(name).upper()).strip("-")[:36] or "UNIT"
    number, code = 1, stem
    while code.casefold() in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def is_slip(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether the words of two names differ by a slip of one or two letters in long words."""
    if ours == theirs or len(ours) != len(theirs):
        return False
    different = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    if any(a[0] != b[0] or min(len(a), len(b)) < LONG_WORD for a, b in different):
        return False
    return sum(distance(a, b) for a, b in different) <= SLIPS


class SimilarNames:
    """Names sorted so that those with a slip of the pen are found without comparing all with all."""

    def __init__(self, names: Iterable[str]) -> None:
        """Group the names by the first letters of their words, which a slip leaves as they are."""
        self.groups: dict[str, list[tuple[list[str], str]]] = {}
        for name in names:
            words = unit_key(name).split()
            self.groups.setdefault(initials(words), []).append((words, name))

    def like(self, name: str, *, allowed: Callable[[str], bool] = bool) -> str:
        """Return a name that differs by a slip only, or nothing."""
        words = unit_key(name).split()
        group = self.groups.get(initials(words), [])
        return next((one for theirs, one in group if allowed(one) and is_slip(words, theirs)), "")


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that shares most of the letters, or nothing when none is near."""
    keys = {unit_key(one): one for one in known}
    found = get_close_matches(unit_key(name), keys, n=1)
    return keys[found[0]] if found else ""


def initials(words: list[str]) -> str:
    """Return the first letters of words."""
    return "".join(word[0] for word in words)


def distance(one: str, other: str) -> int:
    """Return how many letters must change, come or go to make one word of another."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, candidate in enumerate(other, 1):
            here.append(
                min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != candidate))
            )
        above = here
    return above[-1]
