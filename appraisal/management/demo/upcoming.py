"""What HR is about to do: next year's cycle in preparation, and a workbook that needs correcting."""

from datetime import date, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from openpyxl import Workbook

from accounts.queries.actor import actor_of
from accounts.services.employee_import import upload_workbook
from appraisal.management.demo.data import moment, working_day
from appraisal.management.demo.people import ROOT
from appraisal.management.demo.years import make_cycle, usual_windows

HEADERS = (
    "NIP", "Nama", "Gelar belakang", "Jenis", "Status", "Golongan", "Kode unit", "Jabatan", "Jenis jabatan",
    "TMT jabatan", "NIP atasan", "L/P",
)  # fmt: skip
UNIT = "KEC.YAN"
MISTAKES = (  # number, name, unit, boss: one digit short, a unit and a boss that nobody knows
    ("19960214202321290", "Ayu Paramitasari", "KEC.YAN", None),
    ("199811092023211907", "Rangga Adiputrawan", "KEC.YANMAS", None),
    ("200001172023212905", "Melati Kusumaningtyas", "KEC.YAN", "196501011990031999"),
)


def prepare_next_year(city, year):
    """Begin the cycle of the next year; nobody but HR sees it yet."""
    usual = date(year - 1, 12, 9)
    day = working_day(min(usual, city.today - timedelta(days=2)))
    make_cycle(city, year, usual_windows(year), [city.units[ROOT]], day)


def upload_a_workbook(city):
    """Leave a workbook for the worker to read: people who are known, one who is new, three mistakes."""
    day = city.today - timedelta(days=1)
    actor, at = actor_of(city["maya"], day), moment(day, city.rng, (17, 17))
    upload_rows(city, "pegawai-pelayanan-umum.xlsx", workbook_rows(city), actor, at)


def upload_rows(city, name, rows, actor, at):
    """Upload a workbook with some rows of people."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Pegawai"
    sheet.append(HEADERS)
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    return upload_workbook(
        file=ContentFile(content.getvalue(), name=name),
        effective_date=city.today,
        org_unit=None,
        actor=actor,
        at=at,
    )


def workbook_rows(city):
    """Yield the rows of the workbook."""
    boss = city["kasi_yan"].nip
    for member in city.members:
        if member.unit == UNIT and member.employee.nip != boss:
            yield row_of(member, boss, member.employee.rank)
    rows = (("199907212023212903", "Intan Permatahati", UNIT, None), *MISTAKES)
    for nip, name, unit, stranger in rows:
        post = ("Operator Layanan Operasional", "Pelaksana", f"{city.today:%d/%m/%Y}")
        yield (nip, name, "", "ASN", "PPPK", "V", unit, *post, stranger or boss, "P")


def row_of(member, boss, rank):
    """Return what a workbook says about somebody who is known."""
    person = member.employee
    post = (member.assignment.job_position.name, "Pelaksana")
    held = (f"{member.assignment.from_date:%d/%m/%Y}", boss, sex_of(person))
    kind = ("ASN", person.get_employment_kind_display(), rank)
    return (person.nip, person.name, person.title_after, *kind, member.unit, *post, *held)


def sex_of(person):
    """Return the letter that offices write."""
    return "L" if person.sex == "M" else "P"
