"""A small office, written into the template of the import as HR would write it."""

from io import BytesIO

from openpyxl import load_workbook

UNITS = (
    {"Kode": "KEC", "Nama": "Kecamatan Percobaan", "Kode induk": "00"},
    {"Kode": "KEC-1", "Nama": "Seksi Pelayanan Umum", "Kode induk": "KEC"},
)
CAMAT, KASI, ANI, CITRA = (
    "197503122000031901",
    "198007212005012902",
    "198811052012122903",
    "199402172022211904",
)
PEOPLE = (
    {
        "NIP": CAMAT, "Nama": "Farid Hidayatullah", "Status": "PNS", "Golongan": "IV/a", "Kode unit": "KEC",
        "Jabatan": "Camat", "Jenis jabatan": "Administrator", "Kepala unit": "ya",
        "NIP atasan": "LUAR SISTEM", "E-mail": "farid@percobaan.example", "L/P": "L",
        "Tanggal lahir": "12 Maret 1975",
    },
    {
        "NIP": KASI, "Nama": "Budi Santosowati", "Status": "PNS", "Golongan": "III/d", "Kode unit": "KEC-1",
        "Jabatan": "Kepala Seksi Pelayanan Umum", "Jenis jabatan": "Pengawas", "Kepala unit": "ya",
        "NIP atasan": CAMAT, "E-mail": "budi@percobaan.example", "L/P": "P",
        "Tanggal lahir": "21/07/1980",
    },
    {
        "NIP": ANI, "Nama": "Ani Lestariningsih", "Status": "PNS", "Golongan": "III/b", "Kode unit": "KEC-1",
        "Jabatan": "Pranata Komputer", "Jenis jabatan": "Fungsional", "Jenjang": "Ahli Pertama",
        "NIP atasan": KASI, "E-mail": "ani@percobaan.example", "L/P": "P", "Kepala unit": "tidak",
        "Tanggal lahir": "1988-11-05",
    },
    {
        "NIP": CITRA, "Nama": "Citra Dewantari", "Status": "PPPK", "Golongan": "IX", "Kode unit": "KEC-1",
        "Jabatan": "Penata Layanan Operasional", "Jenis jabatan": "Pelaksana", "Kepala unit": "tidak",
        "NIP atasan": KASI, "E-mail": "citra@percobaan.example", "L/P": "L",
        "Tanggal lahir": "17-02-1994",
    },
    {
        "NIP": "19940217202221190", "Nama": "Salah Ketik", "Status": "PPPK", "Golongan": "IX",
        "Kode unit": "KEC-1", "Jabatan": "Penata Layanan Operasional", "Jenis jabatan": "Pelaksana",
        "NIP atasan": KASI,
    },
)  # fmt: skip


def filled_template(content):
    """Return the template with the rows of the office in place of its samples."""
    book = load_workbook(BytesIO(content))
    write_rows(book["Unit"], [{"Berlaku mulai": "01/01/2024", **unit} for unit in UNITS])
    write_rows(
        book["Pegawai"],
        [{"Jenis": "ASN", "TMT jabatan": "02/01/2024", **person} for person in PEOPLE],
    )
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def write_rows(sheet, rows):
    """Write rows below the header, by the names of the columns."""
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.delete_rows(2, 3)
    for number, row in enumerate(rows, start=2):
        for name, value in row.items():
            sheet.cell(number, columns[name], value)
