"""The pages of the import of standards: template, upload, preview, confirm, who may."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import ImportBatch
from competency.models import StandardImport
from competency.services.standard_import import request_standards
from competency.tasks.standard_import import apply_standards_job, read_standards_job
from tests.accounts.imports.workbooks import workbook
from tests.competency.standard_books import HEADERS, outcomes, upload
from tests.factories.accounts import actor_for, make_job_position
from tests.factories.appraisal import NOON

PAGE = reverse("competency:standard_import_list")


def test_page_names_row_column_reason_and_advice(client, office, two_posts):
    batch = upload(office.dewi, [["Analis A", "", "", 7, ""], ["Tenaga", "", "", 2, ""]])
    client.force_login(office.dewi)

    page = client.get(batch.get_absolute_url())

    first, second = page.context["page"].object_list
    error = first.errors[0]
    assert (first.number, error["column"], error["value"]) == (2, "M.01 Integritas", "7")
    assert error["reason"] == "Level adalah bilangan bulat dari 1 sampai 5."
    assert [(one.label, one.old, one.new) for one in second.changes] == [("M.01 Integritas", "", 2)]


def test_rejected_rows_come_back_with_reasons(client, office, two_posts):
    batch = upload(office.dewi, [["Penjaga", "", "", 4, ""]])
    client.force_login(office.dewi)

    answer = client.get(reverse("competency:standard_import_rejected", args=[batch.public_id]))

    cells = list(load_workbook(BytesIO(answer.content)).active.values)
    assert cells[1] == (
        "Penjaga",
        None,
        None,
        "4",
        None,
        "2",
        "Jabatan: Selaras tidak mengenal jabatan dengan nama ini.",
        "Cocokkan dengan daftar jabatan; jabatan baru masuk lewat impor pegawai.",
    )


def test_template_changes_nothing_when_it_comes_back(client, office, two_posts):
    make_job_position("=HYPERLINK(1)", grade="")
    client.force_login(office.dewi)

    answer = client.get(reverse("competency:standard_import_template"))
    sheet = load_workbook(BytesIO(answer.content))["Standar"]
    rows = list(sheet.values)
    batch = upload(office.dewi, rows[1:], headers=rows[0])

    assert {action for _number, action, _codes in outcomes(batch)} == {"UNCHANGED"}
    assert len(rows) == 1 + 6
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


def test_upload_by_page_leads_to_the_preview(client, office, two_posts):
    client.force_login(office.dewi)
    file = workbook({"Standar": [HEADERS, ["Tenaga", "", "", 2, ""]]})
    typed = {"file": file, "from_date": "2026-11-21", "note": "Perwali 1"}

    answer = client.post(PAGE, typed)
    batch = StandardImport.objects.get()
    working = client.get(answer.url)
    read_standards_job(job_id=batch.job_id)
    preview = client.get(answer.url)
    confirm = reverse("competency:standard_import_apply", args=[batch.public_id])
    asked = client.get(confirm)
    client.post(confirm)
    apply_standards_job(job_id=StandardImport.objects.get().job_id)

    assert (answer.url, working.status_code) == (batch.get_absolute_url(), 200)
    assert preview.context["has_work"]
    assert "1 jabatan mendapat level lain mulai 21 November 2026." in asked.text
    assert "Standar ditetapkan" in client.get(answer.url).text
    assert batch.file_name in client.get(PAGE).text


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"file": ""}, ["file"]),
        ({"note": ""}, ["note", "file"]),  # the browser does not keep the file: choose it again
        ({"from_date": "2026-11-19"}, ["from_date", "file"]),
        ({"from_date": "besok"}, ["from_date", "file"]),
    ],
)
def test_refused_upload_keeps_every_word(client, office, two_posts, changes, fields):
    client.force_login(office.dewi)
    file = workbook({"Standar": [HEADERS, ["Tenaga", "", "", 2, ""]]})

    answer = client.post(
        PAGE, {"file": file, "from_date": "2026-11-21", "note": "Perwali 1"} | changes
    )

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, fields)
    assert form["note"].value() == changes.get("note", "Perwali 1")
    assert not StandardImport.objects.exists()


@pytest.mark.parametrize("person", ["ani", "budi", "eko"])
def test_others_import_no_standards(client, office, two_posts, person):
    batch = upload(office.dewi, [["Tenaga", "", "", 2, ""]])
    somebody = getattr(office, person)
    client.force_login(somebody)

    assert client.get(PAGE).status_code == 403
    assert client.get(batch.get_absolute_url()).status_code == 403
    with pytest.raises(PermissionDenied):
        request_standards(batch=batch, actor=actor_for(somebody), at=NOON)


def test_imports_of_people_and_of_standards_stay_apart(client, office, two_posts):
    batch = upload(office.dewi, [["Tenaga", "", "", 2, ""]])
    client.force_login(office.dewi)

    people = client.get(reverse("accounts:import_list"))
    foreign = client.get(reverse("accounts:import_detail", args=[batch.public_id]))

    assert (list(people.context["page"]), foreign.status_code) == ([], 404)
    assert ImportBatch.objects.visible_to(actor_for(office.dewi)).count() == 0
    assert StandardImport.objects.get().effective_date == date(2026, 11, 21)
