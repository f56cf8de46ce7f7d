"""What a preview shows of a row of standards, in the words of the reader."""

from accounts.choices import FunctionalGrade, ImportAction
from accounts.rules.position_guess import bare_name
from accounts.services.employee_import.preview import TONES, Change, ShownRow
from competency.models import Competency
from competency.services.standard_import.problems import described


def shown_rows(rows):
    """Return stored rows as people read them; one query for the names of the competencies."""
    rows = list(rows)
    keys = {change[0] for row in rows for change in row.changes}
    known = Competency.objects.filter(public_id__in=keys)
    labels = {one.public_id: f"{one.code} {one.title}" for one in known}
    return [shown_row(row, labels) for row in rows]


def shown_row(row, labels):
    """Return one row."""
    return ShownRow(
        sheet=row.sheet,
        number=row.number,
        title=title_of(row.data),
        nip="",
        is_new=False,
        action=row.get_action_display(),
        tone=TONES[ImportAction(row.action)],
        changes=[Change(labels.get(key, key), old or "", new) for key, old, new in row.changes],
        errors=[described(found) for found in row.problems],
        warnings=[],
    )


def title_of(data):
    """Return the name of a position, with its grade where the row says one."""
    grade = data.get("grade")
    name = bare_name(data["name"], grade)
    return f"{name}, {FunctionalGrade(grade).label}" if grade else name
