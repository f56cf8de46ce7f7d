"""Names with titles, as rosters write them in one cell."""

import re

BEFORE = re.compile(
    r"^(prof\.|prof|dr\.|drg\.|drh\.|drs\.|drs|dra\.|dra|ir\.|h\.|hj\.|hj|k\.h\.|kh\.|apt\.|ns\.)\s*(?=\S)",
    re.IGNORECASE,
)
DEGREES = {
    "sh", "se", "sip", "ssos", "spd", "spdi", "skm", "skep", "st", "stp", "sp", "spt", "skom", "ssi",
    "sag", "ssn", "sst", "sstp", "sap", "sakun", "sikom", "si", "sei", "shi", "sthi", "sfarm", "sked",
    "ak", "ama", "amd", "amdkep", "amdkeb", "mm", "msi", "mpd", "mh", "mkes", "mt", "mkom", "map",
    "mkn", "mhum", "ma", "mpa", "mba", "msc", "mip", "mpsi", "mstr", "mars", "mph", "phd", "ners",
    "spog", "spa", "spb", "sppd", "gr", "cpa", "ca",
}  # fmt: skip


def split_titles(text: str) -> tuple[str, str, str]:
    """Return (titles before, name, titles after) of "Dr. Budi Santoso, S.Sos., M.Si."."""
    before, name = leading_titles(text.strip(" ,"))
    name, _comma, after = name.partition(",")
    words, degrees = name.split(), []
    while len(words) > 1 and is_degree(words[-1]):
        degrees.insert(0, words.pop().strip(","))
    after = ", ".join([*degrees, *filter(None, [" ".join(after.split())])])
    return before, " ".join(words), after


def leading_titles(text: str) -> tuple[str, str]:
    """Split the titles off the front of a name."""
    titles = []
    while found := BEFORE.match(text):
        titles.append(found[1])
        text = text[found.end() :].lstrip(" ,")
    return " ".join(titles), text


def is_degree(word: str) -> bool:
    """Tell whether a word with dots is a degree behind a name without a comma: "S.Sos."."""
    return "." in word.rstrip(",") and word.replace(".", "").lower().strip(",") in DEGREES
