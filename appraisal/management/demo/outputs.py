"""Tables that HR took out, and one workbook that was taken in yesterday and can still be taken back."""

import tempfile
from datetime import timedelta

from accounts.queries.actor import actor_of
from accounts.services.background_job import finish_job
from accounts.services.employee_import import read_batch
from appraisal.choices import ExportFormat, ExportKind
from appraisal.exports.table import file_name, write_table
from appraisal.management.demo.data import moment
from appraisal.management.demo.upcoming import row_of, upload_rows
from appraisal.queries.export_scope import export_scope
from appraisal.queries.export_tables import SOURCES
from appraisal.services.access import record_table
from appraisal.services.apply_import import apply_import
from appraisal.services.export import keep_export, request_export

PROMOTED_UNIT, BOSS = "KEC.PEM", "kasi_pem"
PROMOTED = {"III/b": "III/c", "II/b": "II/c"}


def take_tables_out(city, running, finished):
    """Let HR take out who takes part this year, and what last year's focuses were."""
    for days, kind, file_format, period in (
        (5, ExportKind.PARTICIPANTS, ExportFormat.XLSX, running),
        (2, ExportKind.FOCUSES, ExportFormat.CSV, finished),
    ):
        take_out(city, kind, file_format, period, city.today - timedelta(days=days))


def take_out(city, kind, file_format, period, day):
    """Ask for one table and write it, as the worker does."""
    actor, at = actor_of(city["maya"], day), moment(day, city.rng)
    job = request_export(
        kind=kind, file_format=file_format, period=period.public_id, actor=actor, at=at
    )
    scope = export_scope(actor, "", period.public_id)
    source = SOURCES[kind]
    records = source.records(scope)
    with tempfile.TemporaryFile() as target:
        write_table(target, source, scope, job.params, at=at, report=lambda _number: None)
        target.seek(0)
        record_table(table=kind, records=records, period=period, actor=actor, at=at)
        name, count = file_name(job.params, scope, at), records.count()
        keep_export(job=job, file=target, name=name, records=count, actor=actor, at=at)
    job.started_at, job.total, job.done = at, count, count
    job.save(update_fields=["started_at", "total", "done"])
    finish_job(job=job, at=at + timedelta(seconds=4))


def take_a_workbook_in(city):
    """Let HR import promotions of one unit yesterday afternoon."""
    day = city.today - timedelta(days=1)
    actor, at = actor_of(city["maya"], day), moment(day, city.rng, (16, 16))
    batch = upload_rows(city, "kenaikan-pangkat.xlsx", promotions(city), actor, at)
    job = batch.job
    read_batch(batch=batch, job=job, actor=actor, at=at + timedelta(minutes=1))
    finish_job(job=job, at=at + timedelta(minutes=1), tell=False)
    batch.refresh_from_db()
    apply_import(batch=batch, actor=actor, at=at + timedelta(minutes=5))


def promotions(city):
    """Return the rows of a unit's people, with the new rank of those who are promoted."""
    boss = city[BOSS]
    return [
        row_of(member, boss.nip, PROMOTED.get(member.employee.rank, member.employee.rank))
        for member in city.members
        if member.unit == PROMOTED_UNIT and member.employee != boss
    ]
