"""The workbook to fill in: every position with the levels it has today, one column per competency."""

from django.utils.translation import gettext as _

from accounts.choices import PositionKind
from accounts.exports.table_file import write_xlsx
from accounts.models import JobPosition
from competency.queries.standard import standards_of_positions

SHEET = "Standar"
HEADERS = ("Jabatan", "Jenis jabatan", "Jenjang")
KIND_WORDS = {
    PositionKind.JPT_UTAMA: "JPT Utama",
    PositionKind.JPT_MADYA: "JPT Madya",
    PositionKind.JPT_PRATAMA: "JPT Pratama",
    PositionKind.ADMINISTRATOR: "Administrator",
    PositionKind.PENGAWAS: "Pengawas",
    PositionKind.PELAKSANA: "Pelaksana",
    PositionKind.FUNCTIONAL: "Fungsional",
}


def write_template(target, competencies, framework, on):
    """Write the workbook; uploaded as it is, it changes nothing."""
    headers = [*HEADERS, *(f"{one.code} {one.name}" for one in competencies)]
    codes = [one.code for one in competencies]
    write_xlsx(target, SHEET, headers, rows_of(codes, framework, on), about=guidance())


def rows_of(codes, framework, on):
    """Yield the cells of each position."""
    positions = list(JobPosition.objects.order_by("name", "kind", "functional_grade", "pk"))
    levels = standards_of_positions(positions, framework, on)
    for position in positions:
        known = levels[position.pk]
        yield [
            position.name,
            KIND_WORDS[position.kind],
            position.functional_grade.replace("_", " ").title(),
            *(known.get(code) for code in codes),
        ]


def guidance():
    """Return (column, how to fill it in)."""
    return (
        ("Jabatan", _("The name of the position as Selaras knows it; one row per position.")),
        ("Jenis jabatan, Jenjang", _("Only needed where several positions bear one name.")),
        (_("Competencies"), _("1 to 5. An empty cell changes nothing.")),
        (_("Other columns"), _("Are left out, and the preview says which.")),
    )
