"""Five hundred invented people in one line of command, for rosters that tests import.

Everyone is made up by a seeded dice: names, dates and numbers belong to nobody. The NIPs are well
formed, with serial numbers from 701 up, which no agency reaches in one month.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

CITY = "Kota Harapan"
HEADCOUNT = 500
FIRST_NAMES = """
Adi Agus Ahmad Aisyah Anita Arif Asep Bagus Bambang Bayu Budi Cahya Citra Dedi Dewi Dian Dimas Dwi
Eka Endang Eko Fajar Farida Fitri Galih Gita Hadi Hana Hendra Herlina Ida Imam Indah Intan Irfan
Joko Kartika Komang Lestari Lilis Made Maya Mega Nanda Nia Nurul Ratna Reza Rina Rudi Sari Satria
Sinta Siti Slamet Sri Surya Taufik Tri Utami Vina Wahyu Wati Wulan Yanti Yoga Yuni Zainal
"""
LAST_NAMES = """
Abdullah Anggraini Ardiansyah Astuti Damanik Firmansyah Gunawan Halim Handayani Harahap Hartono
Hidayat Iskandar Kurniawan Kusuma Lubis Mahendra Maulana Nasution Nugroho Permata Pradana Pratama
Prasetyo Purnama Rahayu Rahman Ramadhan Safitri Saputra Saragih Setiawan Siregar Subagyo Suharto
Sulistyo Susanti Sutrisno Syahputra Wibowo Widodo Wijaya Yulianti
"""
FIRST, LAST = FIRST_NAMES.split(), LAST_NAMES.split()
KELURAHAN = (
    "Melati",
    "Kenanga",
    "Cempaka",
    "Anggrek",
    "Dahlia",
    "Flamboyan",
    "Teratai",
    "Mawar",
)
PUSKESMAS = (
    "Sehat Sentosa",
    "Mekar Jaya",
    "Tirta Husada",
    "Bina Warga",
    "Sumber Rejo",
    "Karya Bakti",
    "Cahaya Ibu",
    "Muara",
)
SECTIONS = (
    "Bidang Kesehatan Masyarakat",
    "Bidang Pencegahan dan Pengendalian Penyakit",
    "Bidang Pelayanan Kesehatan",
    "Bidang Sumber Daya Kesehatan",
)
CLERKS = (
    "Pengadministrasi Umum",
    "Pengelola Data",
    "Pengelola Keuangan",
    "Operator Layanan Operasional",
    "Penelaah Teknis Kebijakan",
)
CLINICIANS = (
    ("Perawat", "Terampil"),
    ("Bidan", "Terampil"),
    ("Perawat", "Mahir"),
    ("Bidan", "Mahir"),
    ("Perawat", "Ahli Pertama"),
    ("Dokter", "Ahli Pertama"),
    ("Nutrisionis", "Terampil"),
    ("Sanitarian", "Ahli Pertama"),
    ("Apoteker", "Ahli Pertama"),
)
RANKS = {
    "II.a": ("IV/d",),
    "II.b": ("IV/c",),
    "III.a": ("IV/a", "IV/b"),
    "III.b": ("III/d", "IV/a"),
    "IV.a": ("III/c", "III/d"),
    "IV.b": ("III/b", "III/c"),
    "Terampil": ("II/c", "II/d"),
    "Mahir": ("III/a", "III/b"),
    "Penyelia": ("III/c", "III/d"),
    "Ahli Pertama": ("III/a", "III/b"),
    "Ahli Muda": ("III/c", "III/d"),
    "Ahli Madya": ("IV/a", "IV/b"),
    "Pelaksana": ("II/a", "II/b", "II/c", "III/a"),
}
CONTRACT_GRADES = {"Terampil": "VII", "Ahli Pertama": "IX", "Pelaksana": "V"}


@dataclass(slots=True)
class Person:
    """One invented employee as a clean importer should read the row."""

    nip: str
    name: str
    birth_date: date
    sex: str
    status: str
    grade: str
    grade_date: date
    position: str
    kind: str
    tier: str
    unit: str
    is_head: bool
    supervisor: str
    email: str
    phone: str


@dataclass(slots=True)
class Town:
    """Everyone hired so far, in the order of hiring."""

    dice: Random
    people: list[Person] = field(default_factory=list)

    def hire(self, unit: str, position: str, kind: str, above: Person | None, **more) -> Person:
        """Add one person; `kind` is an echelon, Fungsional or Pelaksana."""
        tier, is_head = more.get("tier", ""), more.get("is_head", False)
        number = len(self.people)
        contract = self.is_contract(tier or kind, more.get("leads", is_head))
        born = self.birth_date(kind, tier)
        sex = self.dice.choice("LP")
        started, nip = self.appointment(born, sex, contract, 701 + number % 299)
        grade = CONTRACT_GRADES[tier or kind] if contract else self.grade(tier or kind)
        name = self.name(number)
        person = Person(
            nip=nip,
            name=self.titled(name, kind, position),
            birth_date=born,
            sex=sex,
            status="PPPK" if contract else "PNS",
            grade=grade,
            grade_date=self.grade_date(started),
            position=f"{position} {tier}".strip(),
            kind=kind,
            tier=tier,
            unit=unit,
            is_head=is_head,
            supervisor=above.nip if above else "LUAR SISTEM",
            email=f"{name.lower().replace(' ', '.')}@kota-harapan.example",
            phone=f"08120000{number:04}",
        )
        self.people.append(person)
        return person

    def is_contract(self, level: str, leads: bool) -> bool:
        """One in six of the junior posts is held on contract."""
        return not leads and level in CONTRACT_GRADES and self.dice.random() < 1 / 6

    def birth_date(self, kind: str, tier: str) -> date:
        """Seniors are born 1966 to 1980, juniors 1975 to 2000."""
        is_senior = kind[:2] in {"II", "IV"} or tier in {"Ahli Madya", "Ahli Muda", "Penyelia"}
        first, last = (1966, 1980) if is_senior else (1975, 2000)
        return date(self.dice.randint(first, last), 1, 1) + timedelta(self.dice.randrange(365))

    def appointment(self, born: date, sex: str, contract: bool, serial: int) -> tuple[date, str]:
        """Return the day of appointment and the NIP that tells it."""
        year = self.dice.randint(2021, 2024) if contract else born.year + self.dice.randint(22, 24)
        month = self.dice.choice((1, 3, 4, 12))
        code = 21 if contract else month
        nip = f"{born:%Y%m%d}{year}{code:02}{'1' if sex == 'L' else '2'}{serial:03}"
        return date(year, month, 1), nip

    def grade(self, level: str) -> str:
        """Return a rank that fits the level."""
        return self.dice.choice(RANKS[level])

    def grade_date(self, started: date) -> date:
        """Promotions take effect on the first of April or October, some years on."""
        year = min(2025, started.year + self.dice.randint(0, 12))
        return max(started, date(year, self.dice.choice((4, 10)), 1))

    def name(self, number: int) -> str:
        """Return a name that nobody else in the file has."""
        return f"{FIRST[number % len(FIRST)]} {LAST[(number * 7 + number // 68) % len(LAST)]}"

    def titled(self, name: str, kind: str, position: str) -> str:
        """Write titles around the name as offices do."""
        if position.startswith(("Dokter", "Kepala Puskesmas")):
            return f"dr. {name}"
        if kind[:2] in {"II", "IV"}:
            return f"{name}, {self.dice.choice(('S.Sos., M.Si.', 'S.E., M.M.', 'S.STP.'))}"
        return name


def invent(seed: int) -> list[Person]:
    """Return the people of one town, unit by unit; supervisors form one tree."""
    town = Town(Random(seed))
    secretary = town.hire(
        f"Sekretariat Daerah {CITY}", f"Sekretaris Daerah {CITY}", "II.a", None, is_head=True
    )
    _organisation_bureau(town, secretary)
    _health_service(town, secretary)
    _district(town, secretary)
    _fill(town)
    return town.people


def _clerks(town: Town, unit: str, above: Person, count: int) -> None:
    for position in _cycle(CLERKS, count):
        town.hire(unit, position, "Pelaksana", above)


def _cycle(choices: tuple, count: int) -> Iterator:
    return (choices[index % len(choices)] for index in range(count))


def _organisation_bureau(town: Town, secretary: Person) -> None:
    unit = "Bagian Organisasi"
    head = town.hire(unit, "Kepala Bagian Organisasi", "III.a", secretary, is_head=True)
    for _ in range(3):
        town.hire(unit, "Analis Kebijakan", "Fungsional", head, tier="Ahli Muda")
    _clerks(town, unit, head, 6)


def _health_service(town: Town, secretary: Person) -> None:
    service = "Dinas Kesehatan"
    chief = town.hire(service, f"Kepala {service}", "II.b", secretary, is_head=True)
    office = f"Sekretariat {service}"
    clerk = town.hire(office, f"Sekretaris {service}", "III.a", chief, is_head=True)
    for name in ("Umum dan Kepegawaian", "Keuangan dan Aset"):
        sub = town.hire(office, f"Kepala Subbagian {name}", "IV.a", clerk)
        _clerks(town, office, sub, 9)
    for section in SECTIONS:
        _section(town, section, chief)
    for name in PUSKESMAS:
        _clinic(town, f"UPTD Puskesmas {name}", chief)


def _section(town: Town, section: str, chief: Person) -> None:
    head = town.hire(section, f"Kepala {section}", "III.b", chief, is_head=True)
    for _ in range(2):
        lead = town.hire(section, "Administrator Kesehatan", "Fungsional", head, tier="Ahli Muda")
        for _ in range(3):
            town.hire(section, "Epidemiolog", "Fungsional", lead, tier="Ahli Pertama")
    _clerks(town, section, head, 6)


def _clinic(town: Town, unit: str, chief: Person) -> None:
    head = town.hire(
        unit, "Kepala Puskesmas, Dokter", "Fungsional", chief, tier="Ahli Madya", is_head=True
    )
    office = town.hire(unit, "Kepala Subbagian Tata Usaha", "IV.b", head)
    _clerks(town, unit, office, 5)
    for profession in ("Perawat", "Bidan", "Dokter"):
        lead = town.hire(unit, profession, "Fungsional", head, tier="Ahli Muda")
        for title, tier in _cycle(CLINICIANS, 6):
            town.hire(unit, title, "Fungsional", lead, tier=tier)


def _district(town: Town, secretary: Person) -> None:
    unit = "Kecamatan Sukamaju"
    camat = town.hire(unit, "Camat Sukamaju", "III.a", secretary, is_head=True)
    deputy = town.hire(unit, "Sekretaris Kecamatan", "III.b", camat)
    for name in ("Umum dan Kepegawaian", "Perencanaan dan Keuangan"):
        sub = town.hire(unit, f"Kepala Subbagian {name}", "IV.b", deputy)
        _clerks(town, unit, sub, 3)
    for name in ("Pemerintahan", "Ketenteraman dan Ketertiban Umum", "Pemberdayaan Masyarakat"):
        chief = town.hire(unit, f"Kepala Seksi {name}", "IV.a", camat)
        _clerks(town, unit, chief, 4)
    for name in KELURAHAN:
        _village(town, name, camat)


def _village(town: Town, name: str, camat: Person) -> None:
    unit = f"Kelurahan {name}"
    head = town.hire(unit, f"Lurah {name}", "IV.a", camat, is_head=True)
    for position in ("Sekretaris Kelurahan", "Kepala Seksi Pemerintahan", "Kepala Seksi Ekonomi"):
        chief = town.hire(unit, position, "IV.b", head)
        _clerks(town, unit, chief, 3)


def _fill(town: Town) -> None:
    villages = [person for person in town.people if person.position.startswith("Lurah")]
    for index in range(HEADCOUNT - len(town.people)):
        lurah = villages[index % len(villages)]
        town.hire(lurah.unit, CLERKS[index % len(CLERKS)], "Pelaksana", lurah)
