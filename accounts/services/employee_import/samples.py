"""The three sample rows of the template; an upload that still holds them leaves them out.

Born in 1900, so that none of their NIPs is anybody's.
"""

SAMPLE_PEOPLE = (
    (
        "190007172000011997", "Contoh Kepala", "Dr.", "M.Si.", "ASN", "PNS", "IV/b", "01/04/2019", "CONTOH",
        "Camat", "Administrator", "", "12", "15/01/2020", "ya", "LUAR SISTEM", "kepala@contoh.example",
        "081200000001", "17/07/1900", "L",
    ),
    (
        "190007172010012998", "Contoh Pengawas", "", "S.Sos.", "ASN", "PNS", "III/d", "01/10/2022", "CONTOH-1",
        "Kepala Seksi Pemerintahan", "Pengawas", "", "9", "03/05/2021", "ya", "190007172000011997",
        "pengawas@contoh.example", "081200000002", "17/07/1900", "P",
    ),
    (
        "190007172024211999", "Contoh Pegawai", "", "S.Kom.", "ASN", "PPPK", "IX", "01/03/2024", "CONTOH-1",
        "Pranata Komputer", "Fungsional", "Ahli Pertama", "8", "01/03/2024", "tidak",
        "190007172010012998", "pegawai@contoh.example", "081200000003", "17/07/1900", "L",
    ),
)  # fmt: skip
SAMPLE_UNITS = (
    ("CONTOH", "Kecamatan Contoh", "", "01/01/2020"),
    ("CONTOH-1", "Seksi Pemerintahan", "CONTOH", "01/01/2020"),
)
SAMPLE_NIPS = frozenset(row[0] for row in SAMPLE_PEOPLE)
SAMPLE_CODES = frozenset(row[0] for row in SAMPLE_UNITS)
