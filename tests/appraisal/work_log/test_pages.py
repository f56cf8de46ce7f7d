"""The pages of the work log."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from appraisal.models import ProgressEntry
from tests.factories.appraisal import NOON
from tests.factories.self_assessment import make_entry

LOG, ADD = "/catatan/", "/catatan/tambah/"
PNG = b"\x89PNG\r\n\x1a\n...."


def url(name, entry):
    """Return the address of a page of a note."""
    return reverse(f"appraisal:progress_{name}", args=[entry.public_id])


def test_text_and_one_press_make_a_note_of_today(signed_in):
    response = signed_in.post(ADD, {"text": "Rekap selesai."})

    entry = ProgressEntry.objects.get()
    assert response.url == LOG
    assert (entry.text, entry.happened_on) == ("Rekap selesai.", timezone.localdate())


@pytest.mark.parametrize(
    ("back", "target"), [("/skp/", "/skp/"), ("https://jahat.example/", LOG), ("//jahat", LOG)]
)
def test_quick_note_leads_back_to_where_one_was(signed_in, back, target):
    assert signed_in.post(ADD, {"text": "Selesai.", "back": back}).url == target


def test_note_may_carry_result_date_and_photo(signed_in, plan):
    result = plan.planned_results.first()
    data = {"text": "Foto.", "planned_result": result.public_id, "happened_on": "2026-11-18"}

    signed_in.post(ADD, data | {"file": SimpleUploadedFile("IMG_1.png", PNG)})

    entry = ProgressEntry.objects.get()
    assert (entry.planned_result, entry.happened_on) == (result, date(2026, 11, 18))
    download = signed_in.get(url("file", entry))
    assert b"".join(download.streaming_content) == PNG
    assert download.headers["Content-Disposition"] == 'attachment; filename="foto.png"'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"text": ""}, "Tulis apa yang selesai dikerjakan"),
        ({"happened_on": "9999-11-21"}, "Pilih hari ini atau sebelumnya"),
        ({"happened_on": "kemarin"}, "Tulis tanggal seperti 23/11/2026"),
        ({"url": "contoh"}, "Tulis alamat lengkap, diawali https://"),
        (
            {"big": True},
            "Foto atau berkas lebih besar dari 5 MB. Pilih yang lebih kecil atau tempel tautan",
        ),
        ({"small": True, "url": "https://a.example"}, "Isi salah satu: tautan atau berkas"),
    ],
)
def test_what_does_not_fit_says_what_to_do_and_keeps_the_words(signed_in, data, reason):
    sizes = {"big": PNG + b"x" * 5 * 1024 * 1024, "small": PNG}
    for name in sizes.keys() & data.keys():
        data = data | {"file": SimpleUploadedFile("a.png", sizes[name])}

    response = signed_in.post(ADD, {"text": "Kalimat saya."} | data)

    assert response.status_code == 422
    assert reason in response.text
    assert ("Kalimat saya." in response.text) == bool(data.get("text", True))
    assert not ProgressEntry.objects.exists()


def test_result_of_somebody_else_cannot_be_chosen(signed_in, office, plan):
    signed_in.force_login(office.citra)
    result = plan.planned_results.first()

    response = signed_in.post(ADD, {"text": "Bukan saya.", "planned_result": result.public_id})

    assert response.status_code == 422


def test_empty_log_says_how_to_begin(signed_in):
    assert "Catat satu hal yang selesai minggu ini." in signed_in.get(LOG).text


def test_notes_stand_by_month_the_newest_first(signed_in, ani):
    for day in (date(2026, 9, 3), date(2026, 11, 2), date(2026, 9, 20)):
        make_entry(ani, str(day), happened_on=day)

    groups = signed_in.get(LOG).context["groups"]

    assert [(g.month, [e.text for e in g.entries]) for g in groups] == [
        (date(2026, 11, 1), ["2026-11-02"]),
        (date(2026, 9, 1), ["2026-09-20", "2026-09-03"]),
    ]


def test_notes_stand_by_result_those_without_at_the_end(signed_in, ani, plan):
    first, second = plan.planned_results.in_form_order()
    for text, result in (("c", None), ("b", second), ("a", first)):
        make_entry(ani, text, planned_result=result)

    groups = signed_in.get(f"{LOG}?menurut=hasil").context["groups"]

    assert [(g.title, [e.text for e in g.entries]) for g in groups] == [
        ("Rencana hasil kerja ke-1", ["a"]),
        ("Rencana hasil kerja ke-2", ["b"]),
        ("Tanpa rencana hasil kerja", ["c"]),
    ]


def test_change_keeps_a_result_of_an_earlier_plan(signed_in, ani, plan):
    result = plan.planned_results.first()
    entry = make_entry(ani, planned_result=result)
    plan.cycle.closed_at = NOON
    plan.cycle.save()

    data = {"text": "Diperbaiki.", "planned_result": result.public_id, "happened_on": "2026-11-02"}
    signed_in.post(url("edit", entry), data)

    entry.refresh_from_db()
    assert (entry.text, entry.planned_result) == ("Diperbaiki.", result)


def test_removed_note_can_be_brought_back_from_the_list(signed_in, entry):
    signed_in.post(url("remove", entry))
    listed = signed_in.get(LOG)
    assert (listed.context["groups"], len(listed.context["removed"])) == ([], 1)

    signed_in.post(url("restore", entry))

    assert len(signed_in.get(LOG).context["groups"]) == 1


def test_after_ten_minutes_the_list_offers_nothing(signed_in, entry):
    entry.removed_at = timezone.now() - timedelta(minutes=11)
    entry.save()

    assert signed_in.get(LOG).context["removed"] == []
    assert "sudah lewat" in signed_in.post(url("restore", entry), follow=True).text


@pytest.mark.parametrize("name", ["budi", "citra", "dewi"])
@pytest.mark.parametrize("page", ["edit", "file", "remove", "restore"])
def test_other_people_find_nothing(client, office, entry, name, page):
    client.force_login(getattr(office, name))
    send = client.get if page in {"edit", "file"} else client.post

    assert send(url(page, entry)).status_code == 404


@pytest.mark.parametrize("page", ["remove", "restore"])
def test_address_alone_changes_nothing(signed_in, entry, page):
    assert signed_in.get(url(page, entry)).status_code == 405


def test_list_costs_the_same_for_one_and_three_notes(
    signed_in, ani, plan, entry, django_assert_num_queries
):
    with django_assert_num_queries(QUERIES):
        signed_in.get(LOG)
    for result in plan.planned_results.all():
        make_entry(ani, planned_result=result)

    with django_assert_num_queries(QUERIES):
        signed_in.get(LOG)


QUERIES = 8


@pytest.mark.parametrize("path", ["/", "/skp/", "/penilaian/", "/cara-kerja/", "/pemberitahuan/"])
def test_every_page_leads_to_the_quick_note(signed_in, path):
    page = signed_in.get(path, follow=True)

    here = page.redirect_chain[-1][0] if page.redirect_chain else path
    assert f'href="{ADD}?back={here.replace("/", "%2F")}"' in page.text
