"""Workbooks whose headers no rule knows, and how their columns are chosen."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import ImportBatch
from accounts.services.employee_import import choose_columns, choose_header
from accounts.tasks.imports import read_import
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    workbook,
)
from tests.factories.accounts import actor_for

STRANGE = ["Kode induk", "Sebutan", "Tugas", "Penempatan", "Bos"]
ROWS = [[NEW_NIPS[0], "Rina", "Penelaah Teknis Kebijakan", "01", "LUAR SISTEM"]]
MEANS = {0: "nip", 1: "name", 2: "job_position", 3: "unit_code", 4: "supervisor"}


def strange(rows=ROWS, title="Data", above=()):
    """Return a workbook whose headers no rule knows."""
    return workbook({title: [*above, STRANGE, *rows]})


def page_of(batch):
    """Return the address of the columns of a batch."""
    return reverse("accounts:import_columns", args=[batch.public_id])


def again(batch):
    """Carry out the reading that was asked for; return the batch."""
    batch.refresh_from_db()
    read_import(job_id=batch.job_id)
    return ImportBatch.objects.select_related("job").get(pk=batch.pk)


def point(batch, hr, header_row=1, holds="people", is_two_lines=False, place=0):
    """Point at a header row."""
    return choose_header(
        batch=batch,
        place=place,
        header_row=header_row,
        is_two_lines=is_two_lines,
        holds=holds,
        actor=actor_for(hr),
    )


def choose(batch, hr, columns=None, place=0):
    """Choose the columns and read again where that is needed."""
    choose_columns(
        batch=batch, columns={place: columns or MEANS}, actor=actor_for(hr), at=timezone.now()
    )
    batch.refresh_from_db()
    return batch if batch.read_at else again(batch)
