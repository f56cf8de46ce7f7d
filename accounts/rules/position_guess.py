"""What kind of post a title names, guessed from its words (performance.md 9.3); always shown as a guess."""

import re

FUNCTIONAL_GRADES = {
    "ahli utama": "AHLI_UTAMA",
    "ahli madya": "AHLI_MADYA",
    "ahli muda": "AHLI_MUDA",
    "ahli pertama": "AHLI_PERTAMA",
    "penyelia": "PENYELIA",
    "mahir": "MAHIR",
    "pelaksana lanjutan": "MAHIR",
    "terampil": "TERAMPIL",
    "pemula": "PEMULA",
}
KINDS = (
    (
        "JPT_PRATAMA",
        r"(kepala (dinas|badan|satuan polisi|satpol|pelaksana b)|sekretaris (daerah|dprd|dewan)|sekda\b"
        r"|asisten (pemerintahan|perekonomian|administrasi|ekonomi|i\b|ii\b|iii\b|sekretaris)"
        r"|staf ahli|inspektur( daerah| kota| kabupaten)?$|direktur (rsud|rumah sakit))",
    ),
    (
        "PENGAWAS",
        r"(lurah|sekretaris (kelurahan|lurah)|seklur|kepala (seksi|sub|uptd?|unit pelaksana|kelurahan"
        r"|tata usaha|puskesmas|pasar|gudang)|kasi\b|kasie\b|kasub|kasubb?ag)",
    ),
    (
        "ADMINISTRATOR",
        r"(camat|sekretaris$|sekretaris (camat|kecamatan|dinas|badan|inspektorat|satuan|kpu)|sekcam\b"
        r"|sekdis\b|kepala (bagian|bidang|kantor)|kabag\b|kabid\b|inspektur pembantu|wakil direktur"
        r"|direktur)",
    ),
)
FUNCTIONAL = (
    r"(guru|dokter|bidan|perawat|apoteker|pengawas sekolah|auditor|arsiparis|pustakawan|perencana|widyaiswara"
    r"|dosen|nutrisionis|sanitarian|penyuluh|pranata|analis kebijakan|asisten apoteker|pengawas mutu"
    r"|fisioterapis|radiografer|penera|statistisi|asesor|penguji|pamong budaya|polisi pamong praja (ahli|terampil))"
)
ESELON = {"I": "JPT_MADYA", "II": "JPT_PRATAMA", "III": "ADMINISTRATOR", "IV": "PENGAWAS"}
# Post and the words with which the name of its unit begins: who holds it leads that unit.
HEADS = (
    (r"camat\b", r"kecamatan"),
    (r"lurah\b", r"kelurahan"),
    (r"kepala (dinas|badan|bagian|bidang|kantor|puskesmas|sekolah|satuan|seksi|desa)", r"\1"),
    (r"kepala sub ?bag(ian)?", r"sub ?bag(ian)?"),
    (r"kepala sub ?bidang", r"sub ?bidang"),
    (r"kepala uptd?", r"uptd?"),
    (r"(sekretaris|sekdis|sekcam)", r"sekretariat"),
    (r"inspektur( daerah| kota| kabupaten)?$", r"inspektorat"),
    (r"direktur", r"(rsud|rumah sakit)"),
)


def guess_kind(position: str, eselon: str = "") -> tuple[str, str]:
    """Return (kind, functional grade) that the words of a post suggest; PELAKSANA when none do."""
    words = plain_words(position)
    if kind := kind_of_eselon(eselon):
        return kind, ""
    for kind, pattern in KINDS:
        if re.match(pattern, words):
            return kind, ""
    grade = grade_in(words)
    if grade or re.match(FUNCTIONAL, words):
        return "FUNCTIONAL", grade
    return "PELAKSANA", ""


def kind_of_eselon(eselon: str) -> str:
    """Return the kind of post of an old echelon, or nothing."""
    found = re.match(r"(?:eselon\s*)?(IV|I{1,3})\b", eselon.strip(), re.IGNORECASE)
    return ESELON[found[1].upper()] if found else ""


def grade_in(text: str) -> str:
    """Return the functional grade that the last words name, or nothing."""
    words = plain_words(text)
    found = [grade for name, grade in FUNCTIONAL_GRADES.items() if re.search(rf"\b{name}$", words)]
    return found[0] if found else ""


def bare_name(position: str, grade: str) -> str:
    """Return the name of a post without its functional grade at the end: "Auditor", not "Auditor Ahli Muda"."""
    for words, one in FUNCTIONAL_GRADES.items():
        ending = words.replace(" ", r"[\W_]+")
        name = re.sub(rf"[\W_]+{ending}[\W_]*$", "", position, flags=re.IGNORECASE)
        if one == grade and name not in ("", position):
            return name
    return position


def leads_unit(position: str, unit_name: str) -> bool:
    """Tell whether the title of a post names the head of this very unit."""
    words, unit = plain_words(position), plain_words(unit_name)
    for post, pattern in HEADS:
        found = re.match(post, words)
        if found and re.match(found.expand(pattern) if found.groups() else pattern, unit):
            return is_about(words[found.end() :], unit)
    return False


def is_about(rest: str, unit: str) -> bool:
    """Tell whether what follows the title fits the unit: nothing, or words of the unit's name."""
    return set(rest.split()) - {"dan", "kota", "kabupaten"} <= set(unit.split())


def plain_words(text: str) -> str:
    """Return lower-case words with single spaces."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
