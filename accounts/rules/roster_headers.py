"""The words above the columns of a roster, and which field each of them means."""

import re
from collections.abc import Iterable, Sequence

PERSON_FIELDS = (
    "nip", "name", "title_before", "title_after", "kind", "employment_kind", "rank", "rank_since_date",
    "unit_code", "unit_name", "office", "job_position", "position_kind", "functional_grade",
    "job_class", "eselon", "position_since_date", "is_head", "supervisor", "supervisor_name",
    "email", "phone", "birth_date", "sex",
)  # fmt: skip

# First match wins; "" means: known, and of no use here. Words are lower case without signs.
PERSON_WORDS = (
    ("", r"darah|\blama\b|istri|suami|pasangan|\bibu\b|\bayah\b|sekolah|pendidikan|diklat|kawin|nikah|agama"
         r"|alamat(?!.*(mail|surel))|npwp|\bnik\b|\bktp\b|\bkgb\b|berkala|pensiun|usia|umur|masa kerja"
         r"|^ket\b|keterangan|catatan|karpeg|karis|taspen|bpjs|rekening|gaji|tunjangan|kuota|^alasan$|^saran$|^baris$"),
    ("number", r"^(no|nomor|nr|no urut|nomor urut|urut|urutan)$"),
    ("supervisor", r"nip.*(atasan|penilai|pimpinan)|(atasan|penilai|pimpinan).*nip"),
    ("", r"(atasan|penilai).*(jabatan|pangkat|gol|unit|mail|surel)|(jabatan|pangkat|gol|unit|mail).*(atasan|penilai)"),
    ("supervisor_name", r"nama.*(atasan|penilai|pimpinan)|(atasan|penilai).*nama"),
    ("supervisor", r"atasan|penilai|^pimpinan( langsung)?$"),
    ("name_nip", r"nama.*\b(nip|nipppk)\b|\bnip.*nama"),
    ("nip", r"\b(nip|nipppk)\b|ni pppk|nomor induk pegawai|no induk pegawai|^(nomor|no) induk$"),
    ("title_before", r"gelar.*depan"),
    ("title_after", r"gelar.*belakang"),
    ("birth_date", r"lahir.*(tanggal|tgl)|(tanggal|tgl|tg).*lahir|^ttl$|^lahir$"),
    ("", r"tempat.*lahir|^gelar"),
    ("sex", r"kelamin|^l p$|^lp$|^p l$|^j ?k$|^gender$"),
    ("rank_since_date", r"tmt.*(gol|pangkat)|(gol|pangkat).*(tmt|terhitung)"),
    ("position_since_date", r"tmt.*(jabatan|eselon)|(jabatan|eselon).*(tmt|terhitung)"),
    ("tmt", r"^tmt$|^terhitung mulai tanggal$"),
    ("", r"\btmt\b"),
    ("unit_code", r"(kode|id).*(unit|unor|opd|skpd|satuan|satker)"),
    ("is_head", r"(kepala|pimpinan|pemimpin).*(unit|unor)|^kepala$"),
    ("employment_kind", r"status.*(pegawai|kepegawaian|asn)|^status$|kedudukan hukum|jenis (asn|kepegawaian|pegawai)"),
    ("kind", r"^jenis$|^jenis (orang|akun|pejabat)$"),
    ("position_kind", r"(jenis|tipe|kelompok|kategori|rumpun).*jabatan"),
    ("functional_grade", r"^jenjang( jabatan| fungsional| jf| jabatan fungsional| jabatan jf)?$"),
    ("job_class", r"kelas.*jab|^kelas$|grade.*jabatan"),
    ("eselon", r"eselon|^esl?$"),
    ("rank", r"\b(gol|golru|golongan|pangkat)\b"),
    ("job_position", r"jabatan|\bjab\b|^posisi$"),
    ("office", r"\b(opd|skpd|satker|perangkat daerah|instansi|satuan kerja|badan dinas|dinas|kantor)\b"
               r"|(unit|unor|organisasi).*induk|induk.*(unit|unor|organisasi)"),
    ("unit_name", r"\b(unit|unor|bagian|bidang|seksi|subbag|penempatan|tempat tugas|tempat kerja|lokasi kerja)\b"),
    ("email", r"e ?mail|surel|surat elektronik"),
    ("phone", r"\b(hp|handphone|ponsel|telepon|telp|tlp|wa|whatsapp|seluler)\b"),
    ("name", r"^nama( (lengkap|pegawai|asn|pns|pppk|dan|gelar|tanpa|dengan|beserta|karyawan|aparatur|personel"
             r"|pejabat|orang))*$"),
)  # fmt: skip
UNIT_WORDS = (
    ("parent", r"induk|atas(an)?$|parent"),
    ("from_date", r"berlaku|mulai|tmt|sejak"),
    ("code", r"\bkode\b|\bid\b"),
    ("name", r"\bnama\b|^unit( kerja)?$"),
)
TMT_BEHIND = {"rank": "rank_since_date"} | dict.fromkeys(
    ("job_position", "eselon", "position_kind", "functional_grade", "job_class"),
    "position_since_date",
)
SPACED = re.compile(r"\b[a-z](?: [a-z]){2,}\b")  # letters set apart; "L P" of a list stays as it is
VALUES = (
    ("nip", re.compile(r"\d{18}")),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
)
FEW_VALUES = 2  # fewer values say nothing
NEEDED = {"nip", "name", "name_nip"}
ENOUGH = 3
LONGEST_HEADER = 60


def header_words(text: str) -> str:
    """Return the words of a header in lower case, without signs; "N I P" is one word."""
    words = re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
    return SPACED.sub(lambda found: found[0].replace(" ", ""), words)


def field_of(text: str, words: Sequence[tuple[str, str]] = PERSON_WORDS) -> str:
    """Return the field that a header means; "" for one that is empty, unknown or of no use."""
    header = header_words(text)
    if not header or len(header) > LONGEST_HEADER:
        return ""
    return next((field for field, pattern in words if re.search(pattern, header)), "")


def person_columns(headers: Iterable[str]) -> dict[int, str]:
    """Return {column: field}: each field once, the first column wins, "TMT" alone by its neighbour."""
    found: dict[int, str] = {}
    last = ""
    for column, header in enumerate(headers):
        field = field_of(header)
        if field == "tmt":
            field = TMT_BEHIND.get(last, "")
        if field == "rank" and "gol" in header_words(header):
            found = {at: name for at, name in found.items() if name != "rank"}
        if field and field not in found.values():
            found[column] = field
        last = field or last
    return found


def field_of_values(texts: Iterable[str]) -> str:
    """Return the field that the values of a column show by their form; "" for any other."""
    values = [text.replace(" ", "").strip("'`") for text in texts if text]
    if len(values) < FEW_VALUES:
        return ""
    for field, pattern in VALUES:
        if sum(bool(pattern.fullmatch(value)) for value in values) * 5 >= len(values) * 4:
            return field
    return ""


def with_values(
    columns: dict[int, str], values: dict[int, list[str]], headers: Sequence[str]
) -> dict[int, str]:
    """Return the columns with those whose header says nothing, but whose values do.

    A header that names somebody else's data (an old NIP, the address of a spouse) stays unread.
    """
    found = dict(columns)
    for column, texts in sorted(values.items()):
        header = headers[column] if column < len(headers) else ""
        field = "" if column in found or is_of_no_use(header) else field_of_values(texts)
        taken = set(found.values()) | ({"nip"} if "name_nip" in found.values() else set())
        if field and field not in taken:
            found[column] = field
    return found


def is_of_no_use(header: str) -> bool:
    """Tell whether a header is known, and its column is not to be read."""
    words = header_words(header)
    return any(not field and re.search(pattern, words) for field, pattern in PERSON_WORDS)


def unit_columns(headers: Iterable[str]) -> dict[int, str]:
    """Return {column: field} for a sheet of units."""
    found: dict[int, str] = {}
    for column, header in enumerate(headers):
        field = field_of(header, UNIT_WORDS)
        if field and field not in found.values():
            found[column] = field
    return found


def person_score(columns: dict[int, str]) -> int:
    """Return how much a row looks like the header of a roster: its fields, 0 when that is not one."""
    fields = set(columns.values()) - {"number"}
    return len(fields) if len(fields) >= ENOUGH and fields & NEEDED else 0


def unit_score(columns: dict[int, str]) -> int:
    """Return how much a row looks like the header of a sheet of units."""
    fields = set(columns.values())
    return len(fields) if {"code", "name"} <= fields else 0


def missing_fields(fields: Iterable[str], *, holds_units: bool) -> list[str]:
    """Return the fields without which a table cannot be read; an e-mail stands for the NIP of officials."""
    found = set(fields)
    if holds_units:
        return sorted({"code", "name"} - found)
    missing = [] if found & {"name", "name_nip"} else ["name"]
    return missing if found & {"nip", "name_nip", "email"} else [*missing, "nip"]


def two_line_headers(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Join a header of two lines: "Jabatan" over "TMT" becomes "Jabatan TMT"."""
    width = max(len(above), len(below))
    lines = [[*line, *[""] * (width - len(line))] for line in (above, below)]
    return [
        top if top == bottom else f"{top} {bottom}".strip()
        for top, bottom in zip(*lines, strict=True)
    ]


def is_numbering(texts: Sequence[str]) -> bool:
    """Tell whether a row only counts the columns: 1 2 3 4 or (1) (2) (3)."""
    numbers = [re.fullmatch(r"\(?(\d{1,2})\)?\.?", text) for text in texts if text]
    if len(numbers) < ENOUGH or not all(numbers):
        return False
    counted = [int(found[1]) for found in numbers if found]
    return counted == sorted(set(counted)) and counted[-1] <= LONGEST_HEADER


CLOSING = re.compile(
    r"^(mengetahui|menyetujui|mengesahkan|disetujui|dibuat (oleh|di)|ditetapkan|an\b|a\.n\b|ttd|tertanda"
    r"|jumlah|total|catatan|keterangan|sumber|nip\b|plt\.? |plh\.? |pejabat yang|yang membuat)"
    r"|^[a-z .]+,\s*\d{0,2}\s*[a-z]*\s*\d{4}$|^[a-z .]+,\s*\.{2,}",
    re.IGNORECASE,
)


def is_closing(texts: Iterable[str]) -> bool:
    """Tell whether a row with few cells begins what stands below a table: totals, place and date, signatures."""
    filled = [text for text in texts if text]
    return bool(filled) and any(CLOSING.search(text.strip(" *:.")) for text in filled)
