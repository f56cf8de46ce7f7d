"""Files that are no workbook, or one made to do harm: each ends in a plain answer, nothing is written."""

import json
import re
import time
import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Employee, ImportBatch, ImportRow
from accounts.refusals import Refusal
from accounts.services.employee_import import upload_workbook
from accounts.services.employee_import import workbook as reading
from accounts.services.employee_import.read_rows import read_person
from accounts.services.employee_import.table import find_table
from accounts.services.employee_import.workbook import Sheet, UnknownFormula
from tests.accounts.imports.workbooks import (
    EFFECTIVE,
    NEW_NIPS,
    PERSON_HEADERS,
    as_file,
    people_file,
    person,
    read,
    workbook,
)
from tests.factories.accounts import actor_for

pytestmark = pytest.mark.django_db
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENTITY_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def zipped(parts):
    """Return an archive with the given parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(name, change):
    """Return a good workbook in which one part was changed."""
    with zipfile.ZipFile(people_file(person(0))) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = change(parts[name].decode()).encode()
    return zipped(parts)


# Made when they are needed: a bomb is no small thing to hold.
AT_UPLOAD = {
    "old .xls": (lambda: OLE, "old_xls"),
    "CSV under another name": (lambda: b"NIP;Nama\n123;Budi\n", "csv"),
    "random bytes": (lambda: bytes(range(256)) * 8, "not_xlsx"),
    "broken archive": (lambda: b"PK\x03\x04" + b"x" * 400, "unreadable"),
    "archive of something else": (lambda: zipped({"readme.txt": "hello"}), "not_xlsx"),
    "document of Word": (
        lambda: zipped({"[Content_Types].xml": "", "word/document.xml": ""}),
        "not_xlsx",
    ),
    "bomb": (
        lambda: zipped({"[Content_Types].xml": "", "xl/workbook.xml": " " * 130_000_000}),
        "bomb",
    ),
    "bomb of strings": (
        lambda: zipped({"[Content_Types].xml": "", "xl/sharedStrings.xml": " " * 64_000_000}),
        "bomb",
    ),
    "bomb of parts": (
        lambda: zipped({"[Content_Types].xml": "", **{f"xl/{n}.xml": "" for n in range(400)}}),
        "bomb",
    ),
}


@pytest.mark.parametrize(("make", "code"), AT_UPLOAD.values(), ids=AT_UPLOAD.keys())
def test_file_is_refused_at_upload(office, make, code):
    with pytest.raises(Refusal) as refused:
        upload_workbook(
            file=as_file(make()),
            effective_date=EFFECTIVE,
            org_unit=None,
            actor=actor_for(office.dewi),
            at=timezone.now(),
        )

    assert refused.value.code == code
    assert not ImportBatch.objects.exists()


def test_file_of_more_than_20_mb_is_refused(office):
    file = as_file(b"PK\x03\x04")
    file.size = 20 * 1024 * 1024 + 1

    with pytest.raises(Refusal) as refused:
        reading.refuse_unless_workbook(file)

    assert refused.value.code == "too_big"


SHEET = "xl/worksheets/sheet1.xml"
IN_THE_WORKER = {
    "entity bomb": with_part(
        SHEET, lambda xml: ENTITY_BOMB + xml.replace("</sheetData>", "&b;</sheetData>")
    ),
    "file of the server": with_part(
        SHEET, lambda xml: OUTSIDE_ENTITY + xml.replace("<sheetData>", "<sheetData>&a;")
    ),
    "torn sheet": with_part(SHEET, lambda xml: xml[: len(xml) // 2]),
    "no sheets": with_part("xl/workbook.xml", lambda _xml: "<workbook/>"),
    "two sheets of one name": with_part(
        "xl/workbook.xml", lambda xml: re.sub("(<sheet [^>]*/>)", r"\1\1", xml)
    ),
    "endless name": with_part("xl/workbook.xml", lambda xml: xml.replace("Pegawai", "P" * 500)),
    "impossible cell": with_part(SHEET, lambda xml: xml.replace('r="A1"', 'r="A0X"')),
}


@pytest.mark.parametrize("content", IN_THE_WORKER.values(), ids=IN_THE_WORKER.keys())
def test_damaged_workbook_is_refused_and_nothing_is_written(office, content):
    people = Employee.objects.count()

    batch = read(as_file(content), office.dewi)

    assert batch.problem in {"unreadable", "empty", "no_table"}
    assert (batch.read_at, batch.job.finished_at is None) == (None, False)
    assert batch.job.error
    assert (Employee.objects.count(), ImportRow.objects.count()) == (people, 0)


def test_cell_in_the_last_corner_costs_no_time(office):
    def corner(book):
        book["Pegawai"]["XFD1048576"] = "x"

    started = time.monotonic()
    batch = read(people_file(person(0), prepare=corner), office.dewi)

    assert batch.rows.count() == 1
    assert time.monotonic() - started < 10


def test_row_number_beyond_the_end_costs_no_time(office):
    far = (
        '<row r="999999999"><c r="A999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    )

    started = time.monotonic()
    batch = read(
        as_file(with_part(SHEET, lambda xml: xml.replace("</sheetData>", far))), office.dewi
    )

    assert batch.rows.count() == 1
    assert time.monotonic() - started < 10


def test_size_that_a_file_claims_is_not_believed(office):
    claim = '<dimension ref="A1:A1"/>'
    small = with_part(SHEET, lambda xml: re.sub("<dimension [^>]*/>", claim, xml))

    assert read(as_file(small), office.dewi).rows.count() == 1


def test_more_than_25000_rows_are_refused(office, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 5)

    batch = read(people_file(*[person(n) for n in range(5)]), office.dewi)

    assert batch.problem == "too_many_rows"


def test_workbook_without_rows_is_refused(office):
    assert read(workbook({"Pegawai": []}), office.dewi).problem == "empty"


def test_workbook_without_a_table_is_refused(office):
    batch = read(workbook({"Catatan": [["Rapat"], ["Hari ini"], ["Besok", "Lusa"]]}), office.dewi)

    assert batch.problem == "no_table"


def test_xml_is_read_by_the_safe_parser():
    assert openpyxl.DEFUSEDXML


def test_name_of_the_file_never_becomes_a_path(office):
    file = people_file(person(0))
    file.name = "../../etc/passwd.xlsx"

    batch = read(file, office.dewi)

    assert batch.file.name.startswith(f"imports/{batch.public_id}")


strange = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.times(), st.timedeltas(), st.just(10**400), st.just(UnknownFormula("=A1")), st.sampled_from(PERSON_HEADERS),
    st.sampled_from(["#N/A", "31/02/2026", "LUAR SISTEM", "=1+1", "Mengetahui,", *NEW_NIPS[:3]]),
)  # fmt: skip


@given(st.lists(st.lists(strange, min_size=20, max_size=20), max_size=8))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_cells_are_read_and_can_be_stored(rows):
    sheet = Sheet(
        "Pegawai", dict(enumerate([list(PERSON_HEADERS), *rows], 1)), [(1, 2, 3, 5), (4, 1, 4, 9)]
    )

    table = find_table(sheet)

    for line in table.lines:
        data, problems = read_person(line, table)
        stored = json.dumps([data, problems, line.original], allow_nan=False)
        assert "\\u0000" not in stored
