"""The page of the columns: what it answers, to whom, and with how many questions."""

import pytest
from django.urls import reverse

from accounts.refusals import Refusal
from tests.accounts.imports.choosing import (
    MEANS,
    ROWS,
    STRANGE,
    choose,
    page_of,
    point,
    strange,
)
from tests.accounts.imports.workbooks import (
    bring_in,
    people_file,
    person,
    read,
    workbook,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr_client(client, office):
    """Return a client signed in as HR."""
    client.force_login(office.dewi)
    return client


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"s0-1": "nip"}, "Kolom A sudah “NIP”."),
        ({"s0-1": ""}, "pilih kolom yang berisi “Nama”."),
        ({"s0-0": ""}, "pilih kolom yang berisi “NIP”."),
    ],
    ids=["twice", "no name", "no nip"],
)
def test_impossible_choice_is_answered_and_kept(hr_client, office, changes, answer):
    batch = point(read(strange(), office.dewi), office.dewi)
    data = {f"s0-{column}": field for column, field in MEANS.items()} | changes

    page = hr_client.post(page_of(batch), data)

    assert page.status_code == 422
    assert answer in page.content.decode()
    kept = {line.field.name: line.field.value() for line in page.context["read"][0]["lines"]}
    assert kept == data


def test_header_is_pointed_at_through_the_page(hr_client, office):
    batch = read(strange(), office.dewi)
    refused = hr_client.get(batch.get_absolute_url()).content.decode()
    assert page_of(batch) in refused

    answer = hr_client.post(
        reverse("accounts:import_header", args=[batch.public_id]),
        {"place": "0", "holds": "people", "header_row": "1"},
    )

    assert answer.url == page_of(batch)
    assert len(hr_client.get(answer.url).context["read"][0]["lines"]) == 5


@pytest.mark.parametrize(
    "data", [{"place": "9"}, {"place": "x"}, {"place": "0", "header_row": "99"}]
)
def test_header_that_is_not_there_is_not_found(hr_client, office, data):
    batch = read(strange(), office.dewi)

    answer = hr_client.post(reverse("accounts:import_header", args=[batch.public_id]), data)

    assert answer.status_code == 404


def test_applied_import_keeps_its_columns(hr_client, office):
    batch = bring_in(people_file(person(0)), office.dewi)

    assert hr_client.get(page_of(batch)).url == batch.get_absolute_url()
    with pytest.raises(Refusal) as refused:
        choose(batch, office.dewi)
    assert refused.value.code == "applied"


def test_file_that_was_deleted_cannot_be_read_another_way(office):
    batch = point(read(strange(), office.dewi), office.dewi)
    batch.file.delete()

    with pytest.raises(Refusal) as refused:
        choose(batch, office.dewi)

    assert refused.value.code == "gone"


@pytest.mark.parametrize("name", ["ani", "budi", "eko"])
@pytest.mark.parametrize(
    ("page", "method"),
    [("import_columns", "get"), ("import_columns", "post"), ("import_header", "post")],
)
def test_others_are_refused(client, office, name, page, method):
    batch = read(strange(), office.dewi)
    client.force_login(getattr(office, name))

    answer = getattr(client, method)(reverse(f"accounts:{page}", args=[batch.public_id]))

    assert answer.status_code == 403


@pytest.mark.parametrize("sheets", [1, 3])
def test_page_takes_the_same_queries(hr_client, office, django_assert_num_queries, sheets):
    batch = read(workbook({f"S{n}": [STRANGE, *ROWS] for n in range(sheets)}), office.dewi)

    with django_assert_num_queries(6):
        hr_client.get(page_of(batch))


def test_text_of_the_file_is_never_markup(hr_client, office):
    batch = read(
        workbook({"<b>": [["<script>alert(1)</script>", "NIP", "Nama", "Jabatan"]]}), office.dewi
    )

    assert "<script>alert" not in hr_client.get(page_of(batch)).content.decode()
