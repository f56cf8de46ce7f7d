"""Headers, ranks, names, positions and units as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.person_names import split_titles
from accounts.rules.position_guess import bare_name, guess_kind, leads_unit
from accounts.rules.rank_cells import read_rank
from accounts.rules.ranks import PPPK_GRADES, RANKS
from accounts.rules.roster_headers import (
    field_of,
    is_closing,
    is_numbering,
    person_columns,
    person_score,
    two_line_headers,
    with_values,
)
from accounts.rules.unit_names import SimilarNames, is_office, unit_code, unit_key

HEADERS = {
    "NIP": "nip", "NIP BARU": "nip", "NIP/NI PPPK": "nip", "Nomor Induk Pegawai": "nip", "NIP Lama": "", "NIK": "",
    "Nama": "name", "NAMA LENGKAP": "name", "Nama Pegawai": "name", "Nama dan Gelar": "name",
    "Nama / NIP": "name_nip", "Nomor Induk": "nip", "Posisi": "job_position",
    "Nama Sekolah": "", "Nama Istri/Suami": "", "Gelar Depan": "title_before", "Pangkat/Gol. Ruang": "rank",
    "Golongan": "rank", "Gol. Darah": "", "TMT Golongan": "rank_since_date",
    "TMT Pangkat Terakhir": "rank_since_date",
    "TMT CPNS": "", "TMT": "tmt", "TMT Jabatan": "position_since_date", "Masa Kerja Gol": "",
    "Jabatan": "job_position",
    "Nama Jabatan": "job_position", "Jenis Jabatan": "position_kind", "Jenjang": "functional_grade",
    "Jenjang Pendidikan": "", "Kelas Jabatan": "job_class", "Eselon": "eselon", "Unit Kerja": "unit_name",
    "Unit Organisasi": "unit_name", "Kode Unit": "unit_code", "OPD": "office", "Perangkat Daerah": "office",
    "NIP Atasan": "supervisor", "NIP Atasan Langsung": "supervisor", "Atasan Langsung": "supervisor",
    "Pejabat Penilai": "supervisor", "Nama Atasan": "supervisor_name", "Jabatan Atasan": "", "Kepala Unit": "is_head",
    "N I P": "nip", "N A M A": "name", "ALAMAT EMAIL": "email", "Alamat": "",
    "E-mail": "email", "Surel": "email", "No. HP/WA": "phone", "Tanggal Lahir": "birth_date",
    "Tempat, Tanggal Lahir": "birth_date", "Tempat Lahir": "", "L/P": "sex", "Jenis Kelamin": "sex",
    "Status Kepegawaian": "employment_kind", "Status": "employment_kind", "Status Perkawinan": "", "Jenis": "kind",
    "No": "number", "No. Urut": "number", "Keterangan": "", "Alasan": "", "Saran": "", "Baris": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("header", "field"), HEADERS.items())
def test_header_means_its_field(header, field):
    assert field_of(header) == field


def test_tmt_alone_belongs_to_its_left_neighbour():
    columns = person_columns(["NIP", "Nama", "Gol", "TMT", "Jabatan", "TMT", "TMT"])

    assert columns == {
        0: "nip", 1: "name", 2: "rank", 3: "rank_since_date", 4: "job_position", 5: "position_since_date",
    }  # fmt: skip


def test_titles_are_no_header():
    assert person_score(person_columns(["DAFTAR NAMA PEGAWAI KECAMATAN CONTOH", "", ""])) == 0


def test_two_lines_make_one_header():
    assert two_line_headers(["NIP", "Jabatan", "Jabatan"], ["NIP", "Nama", "TMT"]) == [
        "NIP",
        "Jabatan Nama",
        "Jabatan TMT",
    ]


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        (["1", "2", "3", "4"], True), (["(1)", "(2)", "(3)"], True), (["1", "", "3", "5"], True),
        (["1", "2"], False), (["3", "2", "1"], False), (["1", "Budi", "3"], False),
    ],
)  # fmt: skip
def test_row_of_column_numbers(texts, answer):
    assert is_numbering(texts) is answer


@pytest.mark.parametrize(
    "text",
    [
        "Mengetahui,",
        "Kota Contoh, 1 Juli 2026",
        "Contoh,      2026",
        "NIP. 1970",
        "Jumlah",
        "a.n. Bupati",
    ],
)
def test_signature_block_is_known(text):
    assert is_closing([text, ""])


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("III/c", "III/c"), ("III c", "III/c"), ("IIIc", "III/c"), ("Penata (III/c)", "III/c"),
        ("Penata, III/c", "III/c"),
        ("Penata Muda Tk. I", "III/b"), ("Penata Muda Tingkat I (III/b)", "III/b"),
        ("Pembina Utama Muda/ IV.c", "IV/c"),
        ("3c", "III/c"), ("IX", "IX"), ("Golongan IX", "IX"), ("9", "IX"), ("PPPK / IX", "IX"), ("V", "V"),
    ],
)  # fmt: skip
def test_rank_is_read(text, rank):
    assert read_rank(text) == rank


@pytest.mark.parametrize("text", ["tinggi", "V/a", "XX", "0", "III/f", ""])
def test_no_rank_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        read_rank(text)


@given(st.sampled_from(sorted(RANKS)))
def test_every_rank_is_read_in_every_way(rank):
    ways = [
        rank,
        rank.lower(),
        rank.replace("/", " "),
        rank.replace("/", "."),
        RANKS[rank],
        f"{RANKS[rank]} ({rank})",
    ]

    assert {read_rank(way) for way in ways} == {rank}


@given(st.sampled_from(PPPK_GRADES))
def test_every_grade_is_read(grade):
    assert {
        read_rank(grade),
        read_rank(f"Gol. {grade}"),
        read_rank(str(PPPK_GRADES.index(grade) + 1)),
    } == {grade}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Budi Santoso, S.Sos., M.Si.", ("Dr.", "Budi Santoso", "S.Sos., M.Si.")),
        ("Drs. H. Ahmad", ("Drs. H.", "Ahmad", "")),
        ("dr. Ratna, Sp.A", ("dr.", "Ratna", "Sp.A")),
        ("Siti Aminah S.E. M.M.", ("", "Siti Aminah", "S.E., M.M.")),
        ("M.Yusuf", ("", "M.Yusuf", "")),
        ("Budi", ("", "Budi", "")),
        ("", ("", "", "")),
    ],
)
def test_titles_are_taken_off_the_name(text, parts):
    assert split_titles(text) == parts


@pytest.mark.parametrize(
    ("position", "kind"),
    [
        ("Kepala Dinas Pendidikan", ("JPT_PRATAMA", "")), ("Sekretaris Daerah", ("JPT_PRATAMA", "")),
        ("Camat", ("ADMINISTRATOR", "")), ("Camat Contoh", ("ADMINISTRATOR", "")),
        ("Sekretaris Kecamatan", ("ADMINISTRATOR", "")),
        ("Kepala Bidang Aset", ("ADMINISTRATOR", "")), ("Kepala Seksi Pemerintahan", ("PENGAWAS", "")),
        ("Kasubbag Umum", ("PENGAWAS", "")), ("Kasubag Keuangan", ("PENGAWAS", "")), ("Lurah", ("PENGAWAS", "")),
        ("Kepala Sub Bagian Umum", ("PENGAWAS", "")), ("Analis Kebijakan Ahli Muda", ("FUNCTIONAL", "AHLI_MUDA")),
        ("Pranata Komputer Terampil", ("FUNCTIONAL", "TERAMPIL")), ("Arsiparis", ("FUNCTIONAL", "")),
        ("Pengadministrasi Umum", ("PELAKSANA", "")), ("Pengelola Data", ("PELAKSANA", "")),
    ],
)  # fmt: skip
def test_kind_of_position_is_guessed(position, kind):
    assert guess_kind(position) == kind


def test_echelon_decides_before_the_words():
    assert guess_kind("Kepala Kantor", "IV.a") == ("PENGAWAS", "")


@pytest.mark.parametrize(
    ("position", "unit", "answer"),
    [
        ("Camat", "Kecamatan Melati", True), ("Camat Melati", "Kecamatan Melati", True), ("Camat Mawar",
        "Kecamatan Melati", False),
        ("Lurah", "Kelurahan Mawar", True), ("Kepala Seksi Pemerintahan", "Seksi Pemerintahan", True),
        ("Kepala Seksi Pemerintahan", "Kecamatan Melati", False), ("Kepala Dinas", "Dinas Pendidikan", True),
        ("Pengelola Data", "Dinas Pendidikan", False), ("Kepala Subbagian Umum", "Sub Bagian Umum", True),
    ],
)  # fmt: skip
def test_head_is_known_by_the_name_of_unit_and_post(position, unit, answer):
    assert leads_unit(position, unit) is answer


def test_ways_to_write_a_unit_are_one():
    assert unit_key("Kec. Melati") == unit_key("KECAMATAN  MELATI")
    assert unit_key("Sub Bagian Umum & Kepegawaian") == unit_key("Subbag. Umum dan Kepegawaian")


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Kecamatan Melatih", "Kecamatan Melati", True), ("Dinas Pendidkan", "Dinas Pendidikan", True),
        ("Kelurahan Mawar I", "Kelurahan Mawar II", False), ("Bidang Sarana", "Bidang Prasarana", False),
        ("Dinas Sosial", "Dinas Sosial", False),
    ],
)  # fmt: skip
def test_slip_of_the_pen(one, other, answer):
    assert bool(SimilarNames([other]).like(one)) is answer


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Dinas Kesehatan", True),
        ("Kec. Melati", True),
        ("Sekretariat Daerah Kota", True),
        ("Sekretariat Dinas", False),
    ],
)
def test_whole_offices_are_known(name, answer):
    assert is_office(name) is answer


def test_code_of_a_new_unit_is_free():
    assert unit_code("Kec. Melati", {"kecamatan-melati"}) == "KECAMATAN-MELATI-2"


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Kolom 3", ["198504122010031901", "19850412 201003 1 902"], "nip"),
        ("", ["ani@contoh.example", "budi@contoh.example", ""], "email"),
        ("NIP Lama", ["198504122010031901", "198504122010031902"], ""),
        ("Kolom 3", ["198504122010031901"], ""),
        ("Kolom 3", ["Ani", "Budi"], ""),
    ],
)
def test_values_speak_where_the_header_says_nothing(header, values, field):
    found = with_values({0: "name"}, {0: ["Ani"], 1: values}, ["Nama", header])

    assert found == {0: "name"} | ({1: field} if field else {})


def test_values_do_not_take_the_place_of_a_header_that_speaks():
    nips = ["198504122010031901", "198504122010031902"]

    assert with_values({0: "nip"}, {1: nips}, ["NIP", "Kolom 2"]) == {0: "nip"}


@pytest.mark.parametrize(
    ("position", "grade", "name"),
    [
        ("Auditor Ahli Pertama", "AHLI_PERTAMA", "Auditor"),
        ("Arsiparis, AHLI  PERTAMA", "AHLI_PERTAMA", "Arsiparis"),
        ("Perawat Pelaksana Lanjutan", "MAHIR", "Perawat"),
        ("Auditor", "AHLI_PERTAMA", "Auditor"),
        ("Auditor Ahli Muda", "AHLI_PERTAMA", "Auditor Ahli Muda"),
        ("Petugas Terampil", "", "Petugas Terampil"),
        ("Penyelia", "PENYELIA", "Penyelia"),
    ],
)
def test_grade_at_the_end_is_no_part_of_the_name(position, grade, name):
    assert bare_name(position, grade) == name
