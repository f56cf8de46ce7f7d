"""Download, packing and the public check: who gets what, and what a stranger never sees."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import BackgroundJob
from appraisal.models import Evaluation, IssuedDocument
from appraisal.services.issued_document import keep_file
from tests.factories.appraisal import NOON


@pytest.fixture
def printed(documents):
    return [keep_file(document=document, content=b"%PDF-1.7 x", at=NOON) for document in documents]


def download(client, person, document):
    client.force_login(person)
    answer = client.get(reverse("appraisal:document_download", args=[document.public_id]))
    if answer.streaming:
        list(answer.streaming_content)  # reading to the end closes the file
    return answer


@pytest.mark.parametrize(
    ("person", "status"),
    [("ani", 200), ("budi", 200), ("farid", 200), ("dewi", 200), ("citra", 404), ("eko", 404)],
)
def test_file_goes_only_to_those_who_may_read_the_result(client, office, printed, person, status):
    assert download(client, getattr(office, person), printed[0]).status_code == status


def test_file_is_an_attachment_without_nip_in_its_name(client, ani, printed):
    answer = download(client, ani, printed[0])

    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment")
    assert ani.nip not in header
    assert answer.headers["Content-Type"] == "application/pdf"


def test_owner_gets_nothing_before_delivery(client, ani, delivered, printed):
    Evaluation.objects.filter(pk=delivered.pk).update(
        stage="DECIDED", delivered_at=None, delivered_version=None
    )

    assert download(client, ani, printed[0]).status_code == 404
    assert printed[0].number not in client.get(reverse("appraisal:history")).content.decode()


def test_file_is_kept_by_no_cache(client, ani, printed):
    assert download(client, ani, printed[0]).headers["Cache-Control"] == "private, no-store"


def test_file_that_the_storage_lost_can_be_printed_again(client, ani, printed):
    printed[0].file.storage.delete(printed[0].file.name)
    BackgroundJob.objects.update(finished_at=NOON)
    retry = reverse("appraisal:document_retry", args=[printed[0].public_id])

    answer = download(client, ani, printed[0])
    client.post(retry)

    assert answer.status_code == 404
    assert f'action="{retry}"' in answer.text
    assert BackgroundJob.objects.filter(finished_at=None).count() == 1


def test_document_in_print_says_so(client, ani, evaluation_document):
    answer = download(client, ani, evaluation_document)

    assert answer.status_code == 202
    assert "sedang dibuat" in answer.text
    assert "Minta lagi" not in answer.text


def test_document_whose_job_is_over_can_be_asked_for_again(client, ani, evaluation_document):
    BackgroundJob.objects.update(finished_at=NOON)

    answer = download(client, ani, evaluation_document)

    retry = reverse("appraisal:document_retry", args=[evaluation_document.public_id])
    assert f'action="{retry}"' in answer.text


def test_old_address_of_the_list_leads_to_the_page_of_the_past(client, ani):
    client.force_login(ani)

    answer = client.get("/dokumen/")

    assert (answer.status_code, answer.url) == (301, reverse("appraisal:history"))


@pytest.mark.parametrize("person", ["ani", "budi", "dewi"])
def test_way_back_leads_to_the_own_past_or_the_result_of_another(
    client, office, delivered, evaluation_document, person
):
    own, other = (
        reverse("appraisal:history"),
        reverse("appraisal:result_detail", args=[delivered.public_id]),
    )

    answer = download(client, getattr(office, person), evaluation_document)

    back = own if person == "ani" else other
    assert f'class="back" href="{back}"' in answer.text
    assert client.get(back).status_code == 200


@pytest.mark.parametrize("is_replaced", [False, True])
def test_anybody_sees_genuine_or_replaced_but_never_score_or_nip(client, documents, is_replaced):
    first, second = documents
    if is_replaced:
        IssuedDocument.objects.filter(pk=first.pk).update(replaced_by=second)

    page = client.get(reverse("appraisal:verify", args=[first.token])).content.decode()

    assert ("Asli, tetapi sudah diganti" in page) == is_replaced
    assert ("Dokumen ini asli" in page) == (not is_replaced)
    dated = "Tanggal di kertas</dt><dd>18 Desember 2026"
    for shown in (first.number, first.unit_name, "2026", "R**** P**********", dated):
        assert shown in page
    for hidden in ("Ratna", "19000228", "Baik", "ekspektasi", first.published_result.content_hash):
        assert hidden not in page


def test_unknown_token_is_answered_plainly(client, db):
    answer = client.get(reverse("appraisal:verify", args=["tidak-ada-kode-seperti-ini"]))

    assert answer.status_code == 404
    assert "Tidak ada dokumen dengan kode ini" in answer.content.decode()


def test_typed_check_takes_number_and_code_as_people_write_them(client, evaluation_document):
    code = evaluation_document.short_code
    typed = {"number": f" {evaluation_document.number} ", "code": f"{code[:4]}-{code[4:]}".lower()}

    answer = client.get(reverse("appraisal:verify_form"), typed)

    assert "Dokumen ini asli" in answer.content.decode()


def test_typed_check_with_a_wrong_code_finds_nothing(client, evaluation_document):
    typed = {"number": evaluation_document.number, "code": "AAAAAAAA"}

    assert client.get(reverse("appraisal:verify_form"), typed).status_code == 404


def test_typed_check_is_limited_per_minute(client, evaluation_document):
    cache.delete("verify:10.9.8.7")
    typed = {"number": evaluation_document.number, "code": "AAAAAAAA"}
    address = reverse("appraisal:verify_form")

    statuses = [
        client.get(address, typed, REMOTE_ADDR="10.9.8.7").status_code for _check in range(31)
    ]

    assert statuses == [404] * 30 + [429]
    cache.delete("verify:10.9.8.7")


def test_visitors_behind_our_proxy_are_counted_apart(client, evaluation_document, settings):
    settings.BEHIND_PROXY = True
    typed = {"number": evaluation_document.number, "code": "AAAAAAAA"}
    address = reverse("appraisal:verify_form")
    for visitor in ("10.1.1.1", "10.1.1.2"):
        cache.delete(f"verify:{visitor}")

    for _check in range(31):
        busy = client.get(address, typed, headers={"x-forwarded-for": "1.2.3.4, 10.1.1.1"})
    other = client.get(address, typed, headers={"x-forwarded-for": "10.1.1.2"})

    assert (busy.status_code, other.status_code) == (429, 404)
