"""A table of the appraisal as a file, with a sheet that says who took it out and of what."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.exports.table_file import write_csv, write_xlsx
from appraisal.choices import ExportFormat, ExportKind
from appraisal.exports.file_name import output_name

CHUNK = 500
STEP = 100  # records between two reports of progress


def write_table(target, source, scope, params, *, at, report):
    """Write the table of a source into an open file, and report each step of records."""
    rows = table_rows(source, scope, report)
    if params["format"] == ExportFormat.CSV:
        write_csv(target, source.headers, rows)
        return
    title = str(ExportKind(params["kind"]).label)
    write_xlsx(target, title, source.headers, rows, about(scope, params, at))


def table_rows(source, scope, report):
    """Yield the rows of all records; after each step the job shows how far it is and can be stopped."""
    for number, record in enumerate(source.records(scope).iterator(chunk_size=CHUNK), 1):
        yield from source.rows_of(scope, record)
        if number % STEP == 0:
            report(number)


def about(scope, params, at):
    """Return (word, value) of the sheet about the file; whose name stands on it is answerable for it."""
    return (
        (_("Table"), str(ExportKind(params["kind"]).label)),
        *time_of(scope.period, at),
        (
            _("Unit with its sub-units"),
            scope.unit_name or _("All units in the scope of the person below"),
        ),
        (_("Taken out by"), scope.actor.employee.full_name),
        (_("Taken out on"), at),
        (
            _("Personal data"),
            _("Keep it only as long as the work needs it, and pass it on to nobody outside it."),
        ),
    )


def time_of(period, at):
    """Return the cycle and period that a table is about; one without them shows its day."""
    if period is None:
        return ((_("State on"), timezone.localdate(at)),)
    return ((_("Cycle"), period.cycle.name), (_("Period"), period.title))


def file_name(params, scope, at):
    """Return "peserta_penilaian-kinerja-2026_tahun-2026_2026-11-22.xlsx"."""
    word = {
        ExportKind.PARTICIPANTS: "peserta",
        ExportKind.PLANS: "skp",
        ExportKind.RESULTS: "hasil",
        ExportKind.ACHIEVEMENTS: "capaian-unit",
        ExportKind.PEOPLE: "pegawai",
        ExportKind.FOCUSES: "fokus",
    }[params["kind"]]
    period = scope.period
    about = {"cycle": period.cycle.name, "period": period.title} if period else {}
    return output_name(word, at, params["format"].lower(), unit=scope.unit_name, **about)
