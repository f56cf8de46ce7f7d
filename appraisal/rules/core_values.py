"""The seven core values BerAKHLAK and their 21 statements, as the official forms print them.

PermenPANRB 6/2022, article 10 and pages 32-33, 58. Regulation text, therefore Indonesian data.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoreValue:
    """One value: its code, its name, what it means, and the three behaviours printed under it."""

    code: str
    name: str
    definition: str
    statements: tuple[str, str, str]


CORE_VALUES = (
    CoreValue(
        "SERVICE",
        "Berorientasi Pelayanan",
        "komitmen memberikan pelayanan prima demi kepuasan masyarakat",
        (
            "Memahami dan memenuhi kebutuhan masyarakat",
            "Ramah, cekatan, solutif, dan dapat diandalkan",
            "Melakukan perbaikan tiada henti",
        ),
    ),
    CoreValue(
        "ACCOUNTABLE",
        "Akuntabel",
        "bertanggung jawab atas kepercayaan yang diberikan",
        (
            "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, "
            "dan berintegritas tinggi",
            "Menggunakan kekayaan dan barang milik negara secara bertanggung jawab, efektif, "
            "dan efisien",
            "Tidak menyalahgunakan kewenangan jabatan",
        ),
    ),
    CoreValue(
        "COMPETENT",
        "Kompeten",
        "terus belajar dan mengembangkan kapabilitas",
        (
            "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
            "Membantu orang lain belajar",
            "Melaksanakan tugas dengan kualitas terbaik",
        ),
    ),
    CoreValue(
        "HARMONIOUS",
        "Harmonis",
        "saling peduli dan menghargai perbedaan",
        (
            "Menghargai setiap orang apapun latar belakangnya",
            "Suka menolong orang lain",
            "Membangun lingkungan kerja yang kondusif",
        ),
    ),
    CoreValue(
        "LOYAL",
        "Loyal",
        "berdedikasi dan mengutamakan kepentingan Bangsa dan Negara",
        (
            "Memegang teguh ideologi Pancasila, Undang-Undang Dasar Negara Republik Indonesia "
            "Tahun 1945, setia pada NKRI serta pemerintahan yang sah",
            "Menjaga nama baik sesama ASN, Pimpinan, Instansi, dan Negara",
            "Menjaga rahasia jabatan dan negara",
        ),
    ),
    CoreValue(
        "ADAPTIVE",
        "Adaptif",
        "terus berinovasi dan antusias dalam menggerakkan serta menghadapi perubahan",
        (
            "Cepat menyesuaikan diri menghadapi perubahan",
            "Terus berinovasi dan mengembangkan kreativitas",
            "Bertindak proaktif",
        ),
    ),
    CoreValue(
        "COLLABORATIVE",
        "Kolaboratif",
        "membangun kerja sama yang sinergis",
        (
            "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
            "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
            "Menggerakkan pemanfaatan berbagai sumberdaya untuk tujuan bersama",
        ),
    ),
)

VALUE_CODES = tuple(value.code for value in CORE_VALUES)
