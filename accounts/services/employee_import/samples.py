"""The three sample rows of the template; an upload that still holds them leaves them out."""

SAMPLE_PEOPLE = (
    (
        "196707172000011001", "Contoh Kepala", "Dr.", "M.Si.", "ASN", "PNS", "IV/b", "01/04/2019", "CONTOH",
        "Camat", "Administrator", "", "12", "15/01/2020", "ya", "LUAR SISTEM", "kepala@contoh.example",
        "081200000001", "17/07/1967", "L",
    ),
    (
        "198707172010012001", "Contoh Pengawas", "", "S.Sos.", "ASN", "PNS", "III/d", "01/10/2022", "CONTOH-1",
        "Kepala Seksi Pemerintahan", "Pengawas", "", "9", "03/05/2021", "ya", "196707172000011001",
        "pengawas@contoh.example", "081200000002", "17/07/1987", "P",
    ),
    (
        "199707172024211001", "Contoh Pegawai", "", "S.Kom.", "ASN", "PPPK", "IX", "01/03/2024", "CONTOH-1",
        "Pranata Komputer Ahli Pertama", "Fungsional", "Ahli Pertama", "8", "01/03/2024", "tidak",
        "198707172010012001", "pegawai@contoh.example", "081200000003", "17/07/1997", "L",
    ),
)  # fmt: skip
SAMPLE_UNITS = (
    ("CONTOH", "Kecamatan Contoh", "", "01/01/2020"),
    ("CONTOH-1", "Seksi Pemerintahan", "CONTOH", "01/01/2020"),
)
SAMPLE_NIPS = frozenset(row[0] for row in SAMPLE_PEOPLE)
SAMPLE_CODES = frozenset(row[0] for row in SAMPLE_UNITS)
