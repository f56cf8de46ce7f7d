"""Workbooks of standards for tests: uploaded, read and applied the way the pages do it."""

from accounts.models import ImportRow
from competency.models import PositionStandard
from competency.services.standard_import import request_standards, upload_standards
from competency.tasks.standard_import import apply_standards_job, read_standards_job
from tests.accounts.imports.workbooks import workbook
from tests.competency.technical import TOMORROW
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON

HEADERS = ["Jabatan", "Jenis jabatan", "Jenjang", "M.01 Integritas", "Kerja Sama"]


def upload(dewi, rows, *, from_date=TOMORROW, headers=HEADERS, title="Standar"):
    """Upload a workbook and let the worker read it; return the batch."""
    batch = upload_standards(
        file=workbook({title: [headers, *rows]}),
        from_date=from_date,
        note="Perwali 1",
        actor=actor_for(dewi),
        at=NOON,
    )
    read_standards_job(job_id=batch.job_id)
    batch.refresh_from_db()
    return batch


def apply(dewi, batch):
    """Let the worker apply a batch; return it as it is then."""
    request_standards(batch=batch, actor=actor_for(dewi), at=NOON)
    batch.refresh_from_db()
    apply_standards_job(job_id=batch.job_id)
    batch.refresh_from_db()
    return batch


def outcomes(batch):
    """Return (row, action, codes of its problems) in the order of the file."""
    rows = ImportRow.objects.filter(batch=batch).order_by("pk")
    return [(row.number, row.action, [one["code"] for one in row.problems]) for row in rows]


def own_levels(position):
    """Return {code: (level, from, until)} of the rows of one position, the newest last."""
    rows = PositionStandard.objects.filter(job_position=position).order_by("from_date", "pk")
    found = rows.values_list("competency__code", "level", "from_date", "until_date")
    return [tuple(row) for row in found]
