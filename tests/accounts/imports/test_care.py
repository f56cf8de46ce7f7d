"""A file is thrown away, read anew after it was taken back, and doubts are counted."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.choices import ImportAction
from accounts.exports.rejected_rows import rejected_workbook
from accounts.models import BackgroundJob, ImportBatch
from accounts.services.employee_import import read_again
from accounts.tasks.imports import read_import
from tests.accounts.imports.choosing import again
from tests.accounts.imports.test_rosters import roster
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    PERSON_HEADERS,
    actions,
    bring_in,
    people_file,
    person,
    read,
    sheet_of,
    workbook,
)
from tests.appraisal.hand_over.undoing import take_back
from tests.factories.accounts import actor_for, make_org_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr_client(client, office):
    """Return a client signed in as HR."""
    client.force_login(office.dewi)
    return client


def page_of(batch, name):
    """Return the address of a page of a batch."""
    return reverse(f"accounts:{name}", args=[batch.public_id])


def test_preview_that_nobody_wants_is_thrown_away(
    hr_client, office, django_capture_on_commit_callbacks
):
    batch = read(people_file(person(0)), office.dewi)
    storage, name = batch.file.storage, batch.file.name

    asked = hr_client.get(page_of(batch, "import_discard"))
    with django_capture_on_commit_callbacks(execute=True):
        hr_client.post(page_of(batch, "import_discard"))

    assert asked.status_code == 200
    assert (ImportBatch.objects.count(), storage.exists(name)) == (0, False)
    assert BackgroundJob.objects.get().result_link == ""


def test_applied_import_cannot_be_thrown_away(hr_client, office):
    batch = bring_in(people_file(person(0)), office.dewi)

    response = hr_client.post(page_of(batch, "import_discard"))

    assert response.url == batch.get_absolute_url()
    assert ImportBatch.objects.filter(pk=batch.pk).exists()


def test_import_that_was_taken_back_is_read_anew(hr_client, office):
    batch = bring_in(people_file(person(0), person(1, Nama="")), office.dewi)
    take_back(batch, office.dewi)

    response = hr_client.post(page_of(batch, "import_anew"))
    fresh = ImportBatch.objects.exclude(pk=batch.pk).get()
    read_import(job_id=fresh.job_id)
    fresh.refresh_from_db()

    assert response.url == fresh.get_absolute_url()
    counts = fresh.facts["counts"]
    assert (counts[ImportAction.NEW], counts[ImportAction.REJECTED]) == (1, 1)


def test_rows_that_say_something_doubtful_are_counted_and_shown(hr_client, office):
    doubtful = person(0, Golongan="IX", TMT_golongan="01/01/2027")
    batch = read(people_file(doubtful, person(1)), office.dewi)

    page = hr_client.get(batch.get_absolute_url(), {"tampil": "CHECK"})

    assert page.context["doubts"] == 1
    assert [row.nip for row in page.context["page"].object_list] == [NEW_NIPS[0]]
    assert "TMT golongan" in page.text


def test_people_without_supervisor_are_named_with_a_link(hr_client, office):
    batch = bring_in(people_file(person(0, NIP_atasan="")), office.dewi)

    page = hr_client.get(batch.get_absolute_url())

    assert page.context["unsupervised"] == 1
    assert "?line=none" in page.text


@pytest.fixture
def tree(office):
    """Return ten units more, so that the agency counts as one whose tree stands."""
    return [make_org_unit(f"Kelurahan Contoh {n}", parent=office.agency) for n in range(10)]


def by_name(*rows):
    """Return a workbook whose rows name their units."""
    return workbook({"Pegawai": sheet_of(rows, [*PERSON_HEADERS, "Unit kerja"])})


def of_unit(number, unit):
    """Return a person of a unit that is named."""
    return person(number, Kode_unit=None, Unit_kerja=unit)


def test_unit_of_one_person_is_not_created_unasked_once_the_tree_stands(office, tree):
    crowd = [of_unit(number, "Seksi Arsip") for number in (1, 2, 3)]

    batch = read(by_name(of_unit(0, "Kelurahan Contoh Hantu"), *crowd), office.dewi)

    units = {unit["name"]: unit for unit in batch.facts["new_units"]}
    lonely = units["Kelurahan Contoh Hantu"]
    assert (lonely["is_accepted"], units["Seksi Arsip"]["is_accepted"]) == (False, True)
    assert lonely["nearest"].startswith("Kelurahan Contoh ")


def test_unit_that_hr_ticks_is_created(office, tree):
    batch = read(by_name(of_unit(0, "Kelurahan Contoh Hantu")), office.dewi)
    key = batch.facts["new_units"][0]["key"]

    read_again(
        batch=batch, unit_choices={key: True}, actor=actor_for(office.dewi), at=timezone.now()
    )

    assert actions(again(batch)) == {2: ImportAction.NEW}


def test_advice_points_only_to_what_is_there(hr_client, office, tree):
    """The workbook has no sheet Unit, and an import that is over offers nothing to tick any more."""
    rows = by_name(of_unit(0, "Kelurahan Contoh Hantu"), person(1, Unit_kerja="Dinas Contoh"))
    batch = bring_in(rows, office.dewi)

    sheet = load_workbook(BytesIO(rejected_workbook(batch)))["Pegawai"]

    advice = list(sheet.iter_rows(values_only=True))[1][-1]
    page = hr_client.get(f"{batch.get_absolute_url()}?tampil=REJECTED")
    told = "unggah lagi barisnya, lalu centang unit itu di pratinjau."
    assert advice.endswith(told)
    assert (told in page.text, "di atas untuk membuatnya" in page.text) == (True, False)


def test_list_says_that_the_columns_wait_for_a_look(hr_client, office):
    read(roster(), office.dewi)

    page = hr_client.get(reverse("accounts:import_list"))

    assert "Kolom belum diperiksa" in page.text
