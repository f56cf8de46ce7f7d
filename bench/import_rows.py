"""How long the import of many people takes, with how many queries and how much memory.

    python manage.py shell -c "from bench.import_rows import main; main(20_000)"

Reads a generated workbook, applies it, reads it again (all unchanged), reads and applies a second one
in which everybody gets another post and supervisor, and takes both back. Everything is rolled back.
"""

import resource
import sys
import time
from contextlib import contextmanager
from datetime import date
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone
from openpyxl import Workbook

from accounts.choices import Role
from accounts.exports.import_template import PERSON_HEADERS, UNIT_HEADERS
from accounts.models import (
    BackgroundJob,
    Employee,
    ImportBatch,
    OrgUnit,
    OrgUnitTerm,
    RoleGrant,
)
from accounts.queries.actor import actor_of
from accounts.services.employee_import import apply_batch, read_batch
from appraisal.services.import_undo import refuse_obstacles, undo_import

START = date(2026, 1, 1)
LATER = date(2026, 7, 1)
PEOPLE_PER_UNIT = 10
POSITIONS = (
    "Pengelola Data",
    "Analis Kebijakan Ahli Muda",
    "Pengadministrasi Umum",
    "Arsiparis Terampil",
)


def main(rows=20_000):
    """Measure and print."""
    with transaction.atomic():
        actor = make_hr()
        first = store(actor, workbook(rows, shift=1), START)
        measure("read", lambda: read(first, actor))
        measure("apply", lambda: apply(first, actor))
        actor = actor_of(actor.employee, actor.on)  # whose scope now holds the new units
        again = store(actor, workbook(rows, shift=1), LATER)
        measure("read the same again", lambda: read(again, actor))
        moved = store(actor, workbook(rows, shift=2), LATER)
        measure("read the moves", lambda: read(moved, actor))
        measure("apply the moves", lambda: apply(moved, actor))
        measure("look for obstacles", lambda: look(moved))
        measure("take the moves back", lambda: take_back(moved, actor))
        measure("take the first back", lambda: take_back(first, actor))
        for batch in (first, again, moved):
            batch.file.delete(save=False)
        transaction.set_rollback(True)


def make_hr():
    """Return an HR administrator of a new root."""
    root = OrgUnit.objects.create(code="BENCH")
    OrgUnitTerm.objects.create(unit=root, name="Kota Ukur", from_date=date(2020, 1, 1))
    employee = Employee.objects.create(nip="197001011995031999", name="Pengelola Ukur")
    RoleGrant.objects.create(
        employee=employee, role=Role.HR_ADMIN, org_unit=root, from_date=date(2020, 1, 1)
    )
    return actor_of(employee, timezone.localdate())


def workbook(rows, shift):
    """Return a workbook in which ten people sit in each unit and report to the first of theirs."""
    book = Workbook(write_only=True)
    units = book.create_sheet("Unit")
    units.append(UNIT_HEADERS)
    for number in range(rows // PEOPLE_PER_UNIT + 1):
        units.append([f"B{number}", f"Unit Ukur {number}", "BENCH", "01/01/2020"])
    people = book.create_sheet("Pegawai")
    people.append(PERSON_HEADERS)
    for number in range(rows):
        people.append(row_of(number, rows, shift))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(number, rows, shift):
    """Return the cells of one person."""
    unit = number // PEOPLE_PER_UNIT
    leader = unit * PEOPLE_PER_UNIT
    boss = nip(leader) if number != leader else nip(0)
    if shift > 1 and number != leader:
        boss = nip((unit + 1) * PEOPLE_PER_UNIT % rows)
    return [
        nip(number), f"Pegawai Ukur {number}", "", "S.Sos.", "ASN", "PNS", "III/c", "01/04/2020", f"B{unit}",
        POSITIONS[(number + shift) % 4], "", "", "", "15 Januari 2021", "tidak", boss if number else "LUAR SISTEM",
        f"ukur{number}@contoh.example", f"0812{number:08d}", "12/04/1985", "L",
    ]  # fmt: skip


def nip(number):
    """Return one of a million NIPs."""
    return (
        f"19850412{1990 + number // 999 % 30}{number // 29970 % 12 + 1:02d}1{number % 999 + 1:03d}"
    )


def store(actor, content, effective_date):
    """Return a batch with its file."""
    batch = ImportBatch(
        file_name="ukur.xlsx",
        effective_date=effective_date,
        uploaded_by=actor.employee,
        uploaded_at=timezone.now(),
    )
    batch.file.save("ukur.xlsx", ContentFile(content), save=False)
    batch.job = BackgroundJob.objects.create(
        task="bench",
        title_text="bench",
        requested_by=actor.employee,
        requested_at=timezone.now(),
        dedupe_key=batch.public_id,
    )
    batch.save()
    return batch


def read(batch, actor):
    """Read a batch and print what it found."""
    read_batch(batch=batch, job=batch.job, actor=actor, at=timezone.now())
    batch.refresh_from_db()
    print("   ", batch.facts["counts"])


def apply(batch, actor):
    """Apply a batch."""
    print(
        "   ",
        len(apply_batch(batch=batch, actor=actor, at=timezone.now())),
        "changes of supervisor",
    )


def look(batch):
    """Look what stands in the way of taking a batch back."""
    batch.refresh_from_db()
    refuse_obstacles(batch=batch)


def take_back(batch, actor):
    """Take a batch back."""
    batch.refresh_from_db()
    undo_import(batch=batch, actor=actor, at=timezone.now())
    print(
        "   ", Employee.objects.filter(name__startswith="Pegawai Ukur").count(), "people are left"
    )


@contextmanager
def counting():
    """Yield a list that grows with each query."""
    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield queries


def measure(name, work):
    """Print seconds by the clock and of Python, queries, and the peak of memory so far."""
    started, worked = time.monotonic(), time.process_time()
    with counting() as queries:
        work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds, cpu = time.monotonic() - started, time.process_time() - worked
    sys.stdout.write(
        f"{name:24} {seconds:6.1f} s ({cpu:5.1f} s of Python) {len(queries):5} queries  peak {peak} MB\n"
    )
