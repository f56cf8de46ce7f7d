"""How the office lays out its roster: letterhead, header, numbering row, signature block."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.rosters.invented import CITY

SHEET = "NOMINATIF 2026"
HEADER_ROW, NUMBERING_ROW, FIRST_ROW = 8, 9, 10
FIRST_COLUMN = 2  # column A is a narrow margin
HEADERS = {
    "number": "NO",
    "unit": "UNIT KERJA",
    "nip": "NIP",
    "name": "NAMA ",
    "sex": "L/P",
    "birth_date": "TGL LAHIR",
    "status": "STATUS",
    "position": "JABATAN",
    "kind": "ESELON/\nJENIS JABATAN",
    "tier": "JENJANG",
    "is_head": "KEPALA UNIT",
    "grade": "GOL/RUANG",
    "grade_date": "TMT GOL",
    "supervisor": "NIP ATASAN\nLANGSUNG",
    "email": "EMAIL",
    "phone": "NO HP",
}
LETTERS = {key: get_column_letter(FIRST_COLUMN + i) for i, key in enumerate(HEADERS)}
WIDTHS = {"unit": 34, "nip": 24, "name": 34, "position": 40, "supervisor": 24, "email": 40}
THIN = Border(*[Side(style="thin")] * 4)


def letterhead(sheet: Worksheet) -> None:
    """Write the agency's name and the title, merged over the table."""
    titles = {
        1: f"PEMERINTAH {CITY.upper()}",
        2: "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
        3: "Jalan Contoh Nomor 1, Telepon (0000) 000000",
        5: "DAFTAR NOMINATIF PEGAWAI APARATUR SIPIL NEGARA",
        6: "KEADAAN PER 1 JANUARI 2026",
    }
    last = get_column_letter(FIRST_COLUMN + len(HEADERS) - 1)
    for row, title in titles.items():
        sheet.merge_cells(f"B{row}:{last}{row}")
        sheet[f"B{row}"] = title
        sheet[f"B{row}"].alignment = Alignment(horizontal="center")
        sheet[f"B{row}"].font = Font(bold=row != 3)


def header(sheet: Worksheet) -> None:
    """Write the header and the row of column numbers below it."""
    sheet.column_dimensions["A"].width = 2
    for number, (key, title) in enumerate(HEADERS.items(), 1):
        cell, below = (sheet[f"{LETTERS[key]}{row}"] for row in (HEADER_ROW, NUMBERING_ROW))
        cell.value, below.value = title, number
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DEEAF6")
        cell.border = below.border = THIN
        cell.alignment = below.alignment = Alignment(
            horizontal="center", vertical="center", wrap_text=True
        )
        sheet.column_dimensions[LETTERS[key]].width = WIDTHS.get(key, 14)
    sheet.freeze_panes = f"{LETTERS['name']}{FIRST_ROW}"


def signature(sheet: Worksheet, row: int) -> None:
    """Write the total and who signs, from `row` down."""
    sheet[f"{LETTERS['unit']}{row}"] = "Jumlah pegawai: 500 orang"
    lines = {
        2: "Harapan, 5 Januari 2026",
        3: "Mengetahui,",
        4: f"Kepala BKPSDM {CITY},",
        8: "Drs. Wira Contoh, M.Si.",
        9: "Pembina Utama Muda (IV/c)",
        10: "NIP 196812121994031999",
    }
    for offset, text in lines.items():
        place = f"{LETTERS['position']}{row + offset}:{LETTERS['tier']}{row + offset}"
        sheet.merge_cells(place)
        sheet[place.split(":")[0]] = text
