"""Take tables out: ask for one, and keep the file that the worker has made."""

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import OrgUnit
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.background_job import request_job
from appraisal.choices import ExportFormat, ExportKind
from appraisal.models.shipped_words import period_words
from appraisal.queries.export_scope import export_scope
from appraisal.queries.export_tables import WITHOUT_PERIOD

EXPORT_TASK = "appraisal.export_table"


@transaction.atomic
def request_export(*, kind, file_format, actor, at, unit="", period=""):
    """Ask the worker for a table of the units in which the actor is HR."""
    period = "" if kind in WITHOUT_PERIOD else period
    scope = export_scope(actor, unit, period)
    if not (actor.is_hr and scope.units):
        raise PermissionDenied
    if scope.period is None and kind not in WITHOUT_PERIOD:
        raise Refusal(_("Choose the period that the table is about."), code="no_period")
    return request_job(
        task=EXPORT_TASK,
        title=title_of(kind, file_format, scope),
        params={
            "kind": kind,
            "format": file_format,
            "unit": unit,
            "period": period,
            "hr_units": keys_of(scope),
            "again": True,
        },
        actor=actor,
        at=at,
        dedupe=f"{kind}:{file_format}:{unit}:{period}",
    )


@transaction.atomic
def repeat_export(*, job, actor, at):
    """Ask once more for a table, with the choices of a job that ended without a file."""
    if job.requested_by_id != actor.employee.pk:
        raise PermissionDenied
    asked = {name: job.params[name] for name in ("kind", "unit", "period")}
    return request_export(**asked, file_format=job.params["format"], actor=actor, at=at)


def keys_of(scope):
    """Return the units whose HR may fetch the file; the right is asked again at the download."""
    units = OrgUnit.objects.filter(pk__in=scope.units & scope.actor.hr_units).order_by("pk")
    return list(units.values_list("public_id", flat=True))


def title_of(kind, file_format, scope):
    """Return the words of "Peserta dan status, Penilaian 2026, Tahun 2026 (XLSX)"."""
    with translation.override(None):
        about = [[str(ExportKind(kind).label)]]  # the msgid
    if scope.period:
        about += [f", {scope.period.cycle.name}, ", period_words(scope.period.name)]
    if scope.unit_name:
        about += [f", {scope.unit_name}"]
    return [*about, f" ({ExportFormat(file_format).value})"]


@transaction.atomic
def keep_export(*, job, file, name, records, actor, at):
    """Store the file of an export with its job, and write down who took out what."""
    job.refresh_from_db()
    job.result_file.save(name, File(file), save=False)
    job.save(update_fields=["result_file"])
    about = {key: job.params[key] for key in ("kind", "format", "unit", "period")}
    record_event(subject=job, action="export", actor=actor, at=at, records=records, **about)
    return job
