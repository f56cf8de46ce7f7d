"""From the roster an office keeps to a printed result: 500 people, through the pages only."""

import io

import pypdf
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Employee, ImportBatch
from accounts.services.agency import start_agency
from accounts.services.sign_in_code import issue_sign_in_codes
from appraisal.models import IssuedDocument, WorkPlan
from tests.e2e.t1_steps import (
    acknowledge,
    agree_plan,
    assess_oneself,
    decide_and_release,
    open_cycle,
    open_self_assessment,
    prepare_cycle,
    propose_plan,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.rosters.office_roster import build

FIRST_DAY = "2026-01-02"


@pytest.fixture
def roster(tmp_path):
    """Return the independent roster: title rows, other columns, mixed dates, ten planted errors."""
    return build(tmp_path / "nominatif.xlsx")


def test_roster_of_500_ends_in_a_printed_result(page, roster, walk_as, carry_out_jobs):
    agency = start_agency(
        code="00",
        name="Pemerintah Kabupaten Contoh",
        administrator_name="Maya Sastrawijaya",
        email="maya@contoh.example",
        at=NOON,
    )
    hr = agency.administrator
    import_roster(walk_as(hr), roster, carry_out_jobs)
    cycle = open_for_everybody(walk_as(hr), carry_out_jobs)
    person = somebody_with_a_supervisor()
    for newcomer in (person.employee, person.supervisor):
        sign_in_for_the_first_time(page, newcomer, hr)
    propose_plan(walk_as(person.employee))
    agree_plan(walk_as(person.supervisor), person.employee)
    open_self_assessment(walk_as(hr), cycle, agency.root)
    assess_oneself(walk_as(person.employee), person.employee)
    decide_and_release(walk_as(person.supervisor), person.employee)
    carry_out_jobs()
    acknowledge(walk_as(person.employee), person.employee)
    look_at_every_list(walk_as(hr), cycle)

    assert printed_pages(person.employee) == {"EVALUATION": 1, "REPORT": 2}


def import_roster(hr, roster, carry_out_jobs):
    """Upload, look at the columns and the preview, apply; the planted errors stay out."""
    hr.goto("/impor/unggah/")
    hr.page.set_input_files("input[type=file]", roster.path)
    hr.fill("#id_effective_date", FIRST_DAY).press("Baca dan lihat pratinjau")
    carry_out_jobs()
    batch = ImportBatch.objects.get()
    hr.goto(batch.get_absolute_url()).press("Ke pratinjau")
    assert batch.rows.filter(action="REJECTED").count() == len(roster.errors)
    hr.click("Terapkan").press("Terapkan impor")
    carry_out_jobs()
    hr.goto(batch.get_absolute_url())
    assert Employee.objects.filter(kind="ASN").count() == len(roster.valid_rows)


def open_for_everybody(hr, carry_out_jobs):
    """Prepare a cycle for everybody, leave out by name whoever is blocked, and open it."""
    cycle = prepare_cycle(hr)
    check = reverse("appraisal:cycle_check", args=[cycle.public_id])
    hr.goto(check)
    while hr.page.get_by_role("button", name="Jangan ikutkan di siklus ini").count():
        hr.choose("form:has([name=reason]) >> nth=0 >> [name=employees]")
        hr.page.locator("[name=reason]").first.fill("Atasan belum tercatat.")
        hr.follow(hr.page.get_by_role("button", name="Jangan ikutkan di siklus ini").first)
    open_cycle(hr, cycle, carry_out_jobs)
    assert WorkPlan.objects.count() > 450
    return cycle


def somebody_with_a_supervisor():
    """Return a plan whose supervisor has one, so that all three people of form D.1.1 are named."""
    plans = WorkPlan.objects.filter(supervisor__isnull=False, superior__isnull=False)
    return plans.select_related("employee", "supervisor").order_by("employee__nip").first()


def sign_in_for_the_first_time(page, employee, hr):
    """Use the code that HR prints, and choose a password."""
    actor = actor_for(hr)
    (issued,) = issue_sign_in_codes(employees=[employee], actor=actor, at=NOON)
    page.context.clear_cookies()
    page.goto("/masuk-pertama/")
    page.fill("#id_name", employee.nip)
    page.fill("#id_code", issued.printed)
    page.press("#id_code", "Enter")
    page.wait_for_url("**/masuk-pertama/**")
    page.fill("#id_new_password1", "kopi pagi di teras")
    page.fill("#id_new_password2", "kopi pagi di teras")
    with page.expect_navigation():
        page.press("#id_new_password2", "Enter")
    expect(page.get_by_text("Selamat").first).to_be_visible()
    employee.refresh_from_db()  # its new password is part of every later session


def look_at_every_list(hr, cycle):
    """Look at dashboard and lists while they hold hundreds."""
    hr.goto("/").goto(cycle.get_absolute_url())
    hr.goto(reverse("appraisal:cycle_people", args=[cycle.public_id]))
    hr.goto("/pegawai/").goto("/unit/").goto("/peran/").goto("/hari-libur/").goto("/impor/")
    hr.goto("/kompetensi/").goto("/kompetensi/standar/")


def printed_pages(employee):
    """Return {kind of document: number of pages} of what was printed for somebody."""
    documents = IssuedDocument.objects.filter(published_result__evaluation__employee=employee)
    pages = {}
    for document in documents:
        with document.file.open("rb") as file:
            pages[document.kind] = len(pypdf.PdfReader(io.BytesIO(file.read())).pages)
    return pages
