"""Workbooks for tests: made in memory, read and applied the way the pages do it."""

from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from accounts.models import ImportBatch
from accounts.services.employee_import import request_apply, upload_workbook
from accounts.tasks.imports import read_import
from appraisal.tasks.imports import apply_import_job
from tests.factories.accounts import actor_for

PERSON_HEADERS = [
    "NIP", "Nama", "Gelar depan", "Gelar belakang", "Jenis", "Status", "Golongan", "TMT golongan", "Kode unit",
    "Jabatan", "Jenis jabatan", "Jenjang", "Kelas jabatan", "TMT jabatan", "Kepala unit", "NIP atasan",
    "E-mail", "HP", "Tanggal lahir", "L/P",
]  # fmt: skip
UNIT_HEADERS = ["Kode", "Nama", "Kode induk", "Berlaku mulai"]
NEW_NIPS = [f"19850412201003{sex}{serial:03d}" for serial in range(900, 999) for sex in (1, 2)]
EFFECTIVE = date(2026, 7, 1)


def person(number=0, **cells):
    """Return the cells of a valid new person of Dinas Contoh by header; `cells` replaces some."""
    row = {
        "NIP": NEW_NIPS[number],
        "Nama": f"Pegawai Baru {number}",
        "Status": "PNS",
        "Golongan": "III/c",
        "Kode unit": "01",
        "Jabatan": "Penelaah Teknis Kebijakan",
        "Jenis jabatan": "Pelaksana",
        "NIP atasan": "LUAR SISTEM",
    }
    return row | {name.replace("_", " "): value for name, value in cells.items()}


def sheet_of(rows, headers=PERSON_HEADERS):
    """Return the cells of a sheet with a header row."""
    return [list(headers), *[[row.get(header) for header in headers] for row in rows]]


def workbook(sheets, prepare=None):
    """Return an .xlsx file with the given sheets ({title: rows of cells}); `prepare` may touch the book."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if prepare:
        prepare(book)
    stream = BytesIO()
    book.save(stream)
    return as_file(stream.getvalue())


def as_file(content, name="pegawai.xlsx"):
    """Return bytes as an uploaded file."""
    return SimpleUploadedFile(name, content)


def people_file(*rows, units=(), prepare=None):
    """Return a workbook of the template's shape."""
    sheets = {"Unit": sheet_of(units, UNIT_HEADERS)} if units else {}
    return workbook(sheets | {"Pegawai": sheet_of(rows)}, prepare)


def read(file, hr, effective_date=EFFECTIVE, org_unit=None):
    """Upload a file and read it; return the batch."""
    batch = upload_workbook(
        file=file,
        effective_date=effective_date,
        org_unit=org_unit,
        actor=actor_for(hr),
        at=timezone.now(),
    )
    read_import(job_id=batch.job_id)
    return ImportBatch.objects.select_related("job").get(pk=batch.pk)


def apply(batch, hr):
    """Ask for a batch to be applied and apply it; return the batch."""
    request_apply(batch=batch, actor=actor_for(hr), at=timezone.now())
    batch.refresh_from_db()
    apply_import_job(job_id=batch.job_id)
    return ImportBatch.objects.select_related("job").get(pk=batch.pk)


def bring_in(file, hr, **options):
    """Read and apply a file; return the batch."""
    return apply(read(file, hr, **options), hr)


def codes(row, *, warnings=None):
    """Return the codes of the problems of a row: all, only errors, or only warnings."""
    return [
        found["code"]
        for found in row.problems
        if warnings is None or found["is_warning"] is warnings
    ]


def errors(batch):
    """Return {row number: codes of errors} of a batch."""
    return {
        row.number: found
        for row in batch.rows.order_by("pk")
        if (found := codes(row, warnings=False))
    }


def actions(batch):
    """Return {row number: action} of a batch."""
    return {row.number: row.action for row in batch.rows.order_by("pk")}
