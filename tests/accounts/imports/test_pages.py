"""The pages of the data import, as people walk through them."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Employee, ImportBatch
from accounts.tasks.imports import read_import
from appraisal.tasks.imports import apply_import_job
from tests.accounts.imports.test_rosters import roster
from tests.accounts.imports.workbooks import (
    NEW_NIPS,
    as_file,
    bring_in,
    people_file,
    person,
    read,
)
from tests.factories.accounts import grant_role

pytestmark = pytest.mark.django_db
UPLOAD = "accounts:import_upload"
PAGES = ("import_list", "import_upload", "import_template")
PAGES_OF_ONE = ("import_detail", "import_apply", "import_rejected")


@pytest.fixture
def hr_client(client, office):
    """Return a client signed in as HR."""
    client.force_login(office.dewi)
    return client


def post(client, file, **fields):
    """Upload a file through the page."""
    fields = {"file": file, "effective_date": "2026-07-01", "org_unit": ""} | fields
    return client.post(reverse(UPLOAD), fields)


def test_hr_walks_from_upload_to_result(hr_client, office):
    response = post(hr_client, people_file(person(0), person(1, Nama="")))
    batch = ImportBatch.objects.get()
    assert response.url == batch.get_absolute_url()

    working = hr_client.get(batch.get_absolute_url()).content.decode()
    assert 'http-equiv="refresh"' in working

    read_import(job_id=batch.job_id)
    preview = hr_client.get(batch.get_absolute_url()).content.decode()
    assert "Nama kosong." in preview
    assert "Tulis nama tanpa gelar." in preview

    apply_url = reverse("accounts:import_apply", args=[batch.public_id])
    assert "1 baris baru ditambahkan." in hr_client.get(apply_url).content.decode()
    assert not Employee.objects.filter(nip=NEW_NIPS[0]).exists()
    hr_client.post(apply_url)
    batch.refresh_from_db()
    apply_import_job(job_id=batch.job_id)

    result = hr_client.get(batch.get_absolute_url()).content.decode()
    assert "Impor sudah diterapkan" in result
    rejected = hr_client.get(reverse("accounts:import_rejected", args=[batch.public_id]))
    assert rejected.headers["Content-Disposition"].startswith("attachment;")


def test_problem_is_worded_as_the_microcopy_says(hr_client, office):
    batch = read(people_file(person(0, TMT_golongan="31/02/2026")), office.dewi)

    page = hr_client.get(batch.get_absolute_url()).content.decode()

    assert "TMT golongan" in page
    assert "“31/02/2026” bukan tanggal." in page
    assert "Tulis seperti 28/02/2026." in page


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".xls lama"),
        (b"NIP;Nama\n1;2\n", ".csv"),
        (bytes(range(256)), "bukan buku kerja Excel"),
        (b"", "Berkasnya kosong"),
    ],
    ids=["xls", "csv", "random", "empty"],
)
def test_wrong_file_is_answered_at_its_field(hr_client, content, answer):
    response = post(hr_client, as_file(content))

    assert response.status_code == 422
    assert answer in response.content.decode()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("day", ["", "kemarin", "1988-01-01", "2099-01-01"])
def test_wrong_date_keeps_what_was_typed(hr_client, day):
    response = post(hr_client, people_file(person(0)), effective_date=day)

    assert response.status_code == 422
    assert response.context["form"]["effective_date"].value() == day


def test_office_is_chosen_among_the_units_one_manages(client, office):
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    client.force_login(office.citra)

    refused = post(client, people_file(person(0)), org_unit=office.elsewhere.public_id)
    taken = post(client, people_file(person(0)), org_unit=office.dinas.public_id)

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert ImportBatch.objects.get().facts == {"default_unit": office.dinas.pk}


def test_file_that_could_not_be_read_says_why(hr_client, office):
    batch = read(people_file(), office.dewi)

    assert "tidak bisa dibaca" in hr_client.get(batch.get_absolute_url()).content.decode()


def test_stale_preview_offers_to_read_again(hr_client, office):
    batch = read(people_file(person(0)), office.dewi)
    hr_client.post(reverse("accounts:import_apply", args=[batch.public_id]))
    Employee.objects.create(nip=NEW_NIPS[0], name="Orang Baru")
    batch.refresh_from_db()
    apply_import_job(job_id=batch.job_id)

    page = hr_client.get(batch.get_absolute_url()).content.decode()
    assert "Baca ulang berkas" in page
    response = hr_client.post(reverse("accounts:import_read", args=[batch.public_id]))

    assert response.url == batch.get_absolute_url()
    batch.refresh_from_db()
    assert batch.read_at is None


def test_units_are_ticked_on_the_preview(hr_client, office):
    batch = read(roster(), office.dewi)
    keys = [unit["key"] for unit in batch.facts["new_units"]]

    hr_client.post(
        reverse("accounts:import_read", args=[batch.public_id]), {"units": "1", "unit": keys[:1]}
    )
    batch.refresh_from_db()

    assert batch.facts["unit_choices"] == {key: key == keys[0] for key in keys}


@pytest.mark.parametrize("name", ["ani", "budi", "eko"])
@pytest.mark.parametrize("page", PAGES + PAGES_OF_ONE)
def test_others_are_refused(client, office, name, page):
    batch = read(people_file(person(0)), office.dewi)
    client.force_login(getattr(office, name))
    args = [batch.public_id] if page in PAGES_OF_ONE else []

    assert client.get(reverse(f"accounts:{page}", args=args)).status_code == 403


@pytest.mark.parametrize("page", ["import_read", "import_apply"])
def test_others_may_not_press_the_buttons(client, office, page):
    batch = read(people_file(person(0)), office.dewi)
    client.force_login(office.ani)

    assert client.post(reverse(f"accounts:{page}", args=[batch.public_id])).status_code == 403


def test_import_of_others_is_not_found_by_hr_of_a_part(client, office):
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    batch = read(people_file(person(0)), office.dewi)
    client.force_login(office.citra)

    assert client.get(batch.get_absolute_url()).status_code == 404


def test_reading_again_by_link_is_refused(hr_client, office):
    batch = read(people_file(person(0)), office.dewi)

    assert hr_client.get(reverse("accounts:import_read", args=[batch.public_id])).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries(hr_client, office, django_assert_num_queries, rows):
    for number in range(rows):
        read(people_file(person(number)), office.dewi)
    hr_client.get(reverse("accounts:import_list"))

    with django_assert_num_queries(7):
        hr_client.get(reverse("accounts:import_list"))


@pytest.mark.parametrize("rows", [1, 3, 120])
def test_preview_takes_the_same_queries(hr_client, office, django_assert_num_queries, rows):
    batch = read(people_file(*[person(number) for number in range(rows)]), office.dewi)

    with django_assert_num_queries(11):
        page = hr_client.get(batch.get_absolute_url())

    assert len(page.context["page"].object_list) == min(rows, 50)


def test_tabs_show_rows_of_one_action(hr_client, office):
    batch = bring_in(people_file(person(0), person(1, Nama="")), office.dewi)

    page = hr_client.get(f"{batch.get_absolute_url()}?tampil=REJECTED")

    assert [row.number for row in page.context["page"].object_list] == [3]
    assert [(tab["count"], tab["current"]) for tab in page.context["tabs"]] == [
        (2, False),
        (1, False),
        (0, False),
        (0, False),
        (1, True),
    ]


def test_progress_is_polled_and_ends_with_the_page(hr_client, office):
    post(hr_client, people_file(person(0)))
    batch = ImportBatch.objects.get()

    part = hr_client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    read_import(job_id=batch.job_id)
    done = hr_client.get(batch.get_absolute_url(), headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="progress"')
    assert done.headers["HX-Refresh"] == "true"


def test_text_of_the_file_is_never_markup(hr_client, office):
    batch = read(people_file(person(0, Nama="<script>alert(1)</script>")), office.dewi)

    assert "<script>alert" not in hr_client.get(batch.get_absolute_url()).content.decode()
