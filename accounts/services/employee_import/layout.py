"""What the page of the columns shows: the first rows of each sheet, its header, and what it means."""

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import ColumnChoice
from accounts.rules.roster_headers import header_words, is_numbering
from accounts.services.employee_import.cells import COLUMNS
from accounts.services.employee_import.header import (
    ADDED,
    HEADER_WITHIN,
    candidates,
    header_texts,
    joined,
    signature_of,
)

ROWS_SHOWN = HEADER_WITHIN + 8
LONGEST_SHOWN = 60
MOST_SAMPLES = 3
PERSON_WORDS = {
    "nip": _("NIP"),
    "name": _("Name"),
    "name_nip": _("Name and NIP in one cell"),
    "title_before": _("Title before the name"),
    "title_after": _("Title after the name"),
    "kind": _("Kind of person"),
    "employment_kind": _("Employment"),
    "rank": _("Rank"),
    "rank_since_date": _("Rank held since"),
    "unit_code": _("Code of the unit"),
    "unit_name": _("Work unit"),
    "office": _("Office (perangkat daerah)"),
    "job_position": _("Position"),
    "position_kind": _("Kind of position"),
    "functional_grade": _("Functional grade"),
    "job_class": _("Job class"),
    "eselon": _("Echelon"),
    "position_since_date": _("Position held since"),
    "is_head": _("Head of the unit"),
    "supervisor": _("Supervisor (NIP, e-mail or name)"),
    "supervisor_name": _("Name of the supervisor, beside the NIP"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "number": _("Serial number of the row"),
}
UNIT_WORDS = {
    "code": _("Code of the unit"),
    "name": _("Name of the unit"),
    "parent": _("Code of the unit above"),
    "from_date": _("Exists since"),
}


def choices_for(content, actor):
    """Return what was chosen before for headers like those of a workbook: one's own goes first."""
    signatures = {
        signature_of(texts) for sheet in content.sheets for _n, texts, _one in candidates(sheet)
    }
    own = ExpressionWrapper(Q(saved_by=actor.employee), output_field=BooleanField())
    found = ColumnChoice.objects.filter(signature__in=signatures).annotate(is_own=own)
    found = found.select_related("saved_by").order_by("signature", "-is_own", "-saved_at", "pk")
    return list(found.distinct("signature"))


def layout_of(content, headers, choices):
    """Return the layout of a workbook; it asks when a person should look at the columns first."""
    authors = {choice.signature: choice.saved_by.name for choice in choices}
    return {
        "ask": any(header and needs_a_look(header) for header in headers.values()),
        "sheets": [sheet_layout(sheet, headers[sheet.title], authors) for sheet in content.sheets],
    }


def needs_a_look(header):
    """Tell whether the columns were guessed from words that are not those of the template."""
    if header.source in {"own", "told"}:
        return False
    plain = {column: COLUMNS.get(field) for column, field in header.columns.items()}
    return any(
        text != plain.get(column) and header_words(text) not in ADDED
        for column, text in enumerate(header.texts)
        if text
    )


def sheet_layout(sheet, header, authors):
    """Return the first rows of a sheet and what is known of its header."""
    numbers = sorted(sheet.rows)[:ROWS_SHOWN]
    texts = header_texts(sheet, numbers)
    rows = [[number, [text[:LONGEST_SHOWN] for text in texts[number]]] for number in numbers]
    return {
        "title": sheet.title,
        "rows": rows,
        "header_row": header.row if header else None,
        "is_two_lines": bool(header and header.is_two_lines),
        "holds": ("units" if header.holds_units else "people") if header else "none",
        "columns": {str(column): field for column, field in header.columns.items()}
        if header
        else {},
        "source": header.source if header else "guess",
        "chosen_by": authors.get(header.signature, "") if header else "",
    }


def header_of(sheet):
    """Return the texts of the header that the layout of a sheet points at."""
    rows = dict(sheet["rows"])
    if sheet["header_row"] not in rows:
        return []
    return joined(rows, sorted(rows), sheet["header_row"], sheet["is_two_lines"])


def samples_of(sheet, column):
    """Return a few different values of a column, from the rows below the header."""
    found = []
    for number, texts in sheet["rows"]:
        text = texts[column] if column < len(texts) else ""
        below = sheet["header_row"] is not None and number > sheet["header_row"]
        if below and text and text not in found and not is_numbering(texts):
            found.append(text)
    return found[:MOST_SAMPLES]
