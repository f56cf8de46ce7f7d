"""The columns of a workbook: shown, corrected, kept for the next file with the same headers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.choices import ImportAction, Role
from accounts.exports.rejected_rows import rejected_workbook
from accounts.models import ColumnChoice, Employee
from tests.accounts.imports.choosing import (
    ROWS,
    STRANGE,
    again,
    choose,
    page_of,
    point,
    strange,
)
from tests.accounts.imports.test_rosters import roster
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    actions,
    apply,
    errors,
    people_file,
    person,
    read,
    workbook,
)
from tests.factories.accounts import grant_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr_client(client, office):
    """Return a client signed in as HR."""
    client.force_login(office.dewi)
    return client


def test_template_needs_no_look(office):
    batch = read(
        people_file(person(0), units=[{"Kode": "01", "Nama": "Dinas Contoh"}]), office.dewi
    )

    assert batch.layout["ask"] is False


def test_roster_is_looked_at_before_the_preview(hr_client, office):
    batch = read(roster(), office.dewi)

    shown = hr_client.get(batch.get_absolute_url(), follow=True)

    assert shown.redirect_chain == [(page_of(batch), 302)]
    lines = shown.context["read"][0]["lines"]
    assert [(line.letter, line.header, line.field.value()) for line in lines][:4] == [
        ("A", "NO", "number"),
        ("B", "UNIT KERJA", "unit_name"),
        ("C", "NAMA LENGKAP", "name"),
        ("D", "NIP", "nip"),
    ]
    assert lines[1].samples == ["Kecamatan Melati", "Sekretariat", "Seksi Pemerintahan"]


def test_columns_that_are_right_lead_straight_to_the_preview(hr_client, office):
    batch = read(roster(), office.dewi)
    job = batch.job_id
    lines = hr_client.get(page_of(batch)).context["read"][0]["lines"]

    answer = hr_client.post(page_of(batch), {line.field.name: line.field.value() for line in lines})

    assert answer.url == batch.get_absolute_url()
    assert hr_client.get(answer.url).status_code == 200
    batch.refresh_from_db()
    assert batch.job_id == job


def test_other_meaning_is_read_again(hr_client, office):
    batch = read(roster(), office.dewi)
    lines = hr_client.get(page_of(batch)).context["read"][0]["lines"]
    data = {line.field.name: line.field.value() for line in lines}

    hr_client.post(page_of(batch), data | {"s0-1": "", "s0-8": "office"})
    batch.refresh_from_db()
    assert batch.read_at is None
    batch = again(batch)

    columns = batch.facts["tables"][0]["columns"]
    assert (columns["office"], "unit_name" in columns) == ("NIP ATASAN LANGSUNG", False)
    assert "supervisor" not in columns


def test_file_with_strange_headers_is_read_once_its_header_is_shown(office):
    batch = read(strange(above=[["Data pegawai"]]), office.dewi)
    assert batch.problem == "no_table"

    batch = choose(point(batch, office.dewi, header_row=2), office.dewi)

    assert (errors(batch), actions(batch)) == ({}, {3: ImportAction.NEW})
    batch = apply(batch, office.dewi)
    assert Employee.objects.get(nip=NEW_NIPS[0]).name == "Rina"


def test_next_file_with_these_headers_is_read_the_same_way(office):
    choose(point(read(strange(), office.dewi), office.dewi), office.dewi)

    batch = read(strange(title="Lain", above=[["Judul"], []]), office.dewi)

    assert (batch.layout["ask"], batch.layout["sheets"][0]["source"]) == (False, "own")
    assert actions(batch) == {4: ImportAction.NEW}


def test_choice_of_a_colleague_is_proposed_and_shown(client, office):
    choose(point(read(strange(), office.dewi), office.dewi), office.dewi)
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    batch = read(strange(), office.citra)
    client.force_login(office.citra)

    shown = client.get(batch.get_absolute_url(), follow=True).content.decode()

    assert batch.layout["ask"] is True
    assert "Dewi Anggraini memilih kolom ini" in shown


def test_newer_choice_replaces_the_older(office):
    batch = choose(point(read(strange(), office.dewi), office.dewi), office.dewi)

    choose(batch, office.dewi, {0: "nip", 1: "name", 2: "job_position"})

    assert ColumnChoice.objects.get().columns == {"0": "nip", "1": "name", "2": "job_position"}


def test_rejected_rows_come_back_with_the_same_columns(office):
    rows = [*ROWS, [NEW_NIPS[1], "", "Arsiparis", "01", ""]]
    batch = choose(point(read(strange(rows), office.dewi), office.dewi), office.dewi)
    file = SimpleUploadedFile("ditolak.xlsx", rejected_workbook(batch))

    again_batch = read(file, office.dewi)

    assert again_batch.layout["ask"] is False
    assert errors(again_batch) == {2: ["name_missing"]}


def test_header_of_two_lines_is_pointed_at(office):
    above = ["Pejabat", "Pejabat", "Tugas", "Tugas", "Bos"]
    file = workbook({"Data": [above, STRANGE, *ROWS]})
    batch = point(read(file, office.dewi), office.dewi, header_row=2, is_two_lines=True)

    batch = choose(batch, office.dewi)

    assert batch.facts["tables"][0]["columns"]["nip"] == "Pejabat Kode induk"
    assert actions(batch) == {3: ImportAction.NEW}


def test_sheet_can_be_left_out(office):
    batch = read(
        workbook({"A": [["NIP", "Nama", "Jabatan"], *[row[:3] for row in ROWS]], "B": [STRANGE]}),
        office.dewi,
    )
    point(batch, office.dewi, holds="none")
    batch = point(batch, office.dewi, place=1)

    batch = choose(batch, office.dewi, place=1)

    assert batch.problem == "no_table"


def test_units_are_read_from_a_sheet_of_any_name(office):
    file = workbook(
        {"Struktur": [["Nomor sandi", "Sebutan", "Di bawah"], ["77", "Bidang Arsip", "01"]]}
    )
    batch = point(read(file, office.dewi), office.dewi, holds="units")

    batch = choose(batch, office.dewi, {0: "code", 1: "name", 2: "parent"})

    assert [(row.data["code"], row.action) for row in batch.rows.all()] == [("77", "NEW")]
