"""The pages of a report "this is not my supervisor"."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notification, SupervisorCorrection
from accounts.services.supervisor_correction import report_supervisor
from tests.factories.accounts import actor_for, make_assignment, make_employee

REPORT = reverse("accounts:correction_report")
LIST = reverse("accounts:correction_list")


def reported(office, employee=None, proposed=None):
    """Return an open report of somebody."""
    employee = employee or office.ani
    actor = actor_for(employee, timezone.localdate())
    return report_supervisor(proposed=proposed, note="Pindah", actor=actor, at=timezone.now())


def url_of(name, report):
    """Return a page of a report."""
    return reverse(name, args=[report.public_id])


def test_employee_chooses_a_likely_person(client, office):
    client.force_login(office.ani)

    page = client.get(REPORT)
    sent = client.post(REPORT, {"choice": office.farid.public_id, "note": "Saya pindah."})

    assert "Farid Hidayat" in page.text
    assert sent.url == REPORT
    report = SupervisorCorrection.objects.get()
    assert (report.employee, report.proposed, report.note) == (
        office.ani,
        office.farid,
        "Saya pindah.",
    )
    assert "Pengelola kepegawaian sedang memeriksa" in client.get(REPORT).text


@pytest.mark.parametrize("chosen", [{"choice": "other"}, {}])
def test_employee_names_somebody_else(client, office, chosen):
    client.force_login(office.ani)

    client.post(REPORT, {**chosen, "other": office.citra.nip})

    assert SupervisorCorrection.objects.get().proposed == office.citra


def test_employee_does_not_know(client, office):
    client.force_login(office.ani)

    client.post(REPORT, {"choice": "unknown"})

    assert SupervisorCorrection.objects.get().proposed is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({}, "choice"), ({"choice": "other"}, "other"), ({"choice": "other", "other": "?"}, "other")],
)
def test_fault_keeps_every_word(client, office, wrong, field):
    client.force_login(office.ani)

    response = client.post(REPORT, {**wrong, "note": "Saya pindah."})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Saya pindah." in response.text


def test_employee_withdraws(client, office):
    report = reported(office)
    client.force_login(office.ani)
    assert Notification.objects.unread().filter(recipient=office.dewi).exists()

    client.post(url_of("accounts:correction_withdraw", report))

    assert not Notification.objects.unread().filter(recipient=office.dewi).exists()
    assert not SupervisorCorrection.objects.open().exists()
    assert 'name="choice"' in client.get(REPORT).text


def test_withdrawing_is_the_employee_s_own(client, office):
    report = reported(office)
    client.force_login(office.budi)

    url = url_of("accounts:correction_withdraw", report)
    assert (client.post(url).status_code, client.get(url).status_code) == (404, 405)


def test_hr_counts_declines_and_keeps(client, office):
    report = reported(office, proposed=office.farid)
    client.force_login(office.dewi)

    waiting = client.get(LIST)
    answer = {"answer": "SK belum terbit."}
    client.post(url_of("accounts:correction_detail", report), answer)
    assert not Notification.objects.unread().filter(recipient=office.dewi).exists()
    over = client.get(LIST, {"status": "over"})

    assert waiting.context["counts"] == {"open": 1, "over": 0}
    assert list(over.context["page"]) == [report]
    assert "SK belum terbit." in client.get(url_of("accounts:correction_detail", report)).text


def test_answer_is_asked_for(client, office):
    report = reported(office)
    client.force_login(office.dewi)

    assert (
        client.post(url_of("accounts:correction_detail", report), {"answer": " "}).status_code
        == 422
    )


def test_hr_confirms_with_the_employee_s_proposal(client, office):
    report = reported(office, proposed=office.farid)
    client.force_login(office.dewi)
    url = url_of("appraisal:correction_confirm", report)

    page = client.get(url)
    done = client.post(
        url,
        {
            "supervisor": page.context["form"].initial["supervisor"],
            "from_date": timezone.localdate().isoformat(),
            "reason": "SK mutasi",
        },
    )

    initial = page.context["form"].initial
    assert (initial["supervisor"], "reason" in initial) == (office.farid.name, False)
    widget = page.context["form"].fields["supervisor"].widget
    assert (widget.people, widget.meant) == ([office.farid], office.farid.public_id)
    assert done.url == reverse("appraisal:hand_over_done", args=[report.employee.public_id])
    report.refresh_from_db()
    assert report.state == "CONFIRMED"
    assert client.get(url).status_code == 302


def test_refused_confirmation_keeps_the_words(client, office):
    report = reported(office)
    client.force_login(office.dewi)

    response = client.post(
        url_of("appraisal:correction_confirm", report),
        {"supervisor": office.ani.nip, "from_date": timezone.localdate(), "reason": "SK mutasi"},
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["supervisor"]
    assert "SK mutasi" in response.text


@pytest.mark.parametrize(
    "name",
    ["accounts:correction_list", "accounts:correction_detail", "appraisal:correction_confirm"],
)
@pytest.mark.parametrize(("who", "is_open"), [("ani", False), ("budi", False), ("dewi", True)])
def test_queue_is_for_hr(client, office, name, who, is_open):
    report = reported(office)
    client.force_login(getattr(office, who))

    url = LIST if name.endswith("list") else url_of(name, report)
    assert (client.get(url).status_code == 200) == is_open


def test_own_report_is_not_in_the_own_queue(client, office):
    report = reported(office, office.dewi)
    client.force_login(office.dewi)

    assert client.get(LIST).context["counts"] == {"open": 0, "over": 0}
    assert client.get(url_of("accounts:correction_detail", report)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queue_asks_the_same_number_of_questions(client, office, django_assert_num_queries, rows):
    for number in range(rows):
        person = make_employee(f"Pelapor {number}")
        make_assignment(person, office.dinas, supervisor=office.budi)
        reported(office, person, office.farid)
    client.force_login(office.dewi)

    with django_assert_num_queries(9):
        page = client.get(LIST)

    assert len(page.context["page"]) == rows


def test_words_beside_another_choice_do_not_block(client, office):
    client.force_login(office.ani)

    wrong = client.post(REPORT, {"choice": "other", "other": "Bukan Siapa-siapa"})
    sent = client.post(REPORT, {"choice": "unknown", "other": "Bukan Siapa-siapa"})

    assert (wrong.status_code, "impor" in wrong.context["form"].errors["other"][0]) == (422, False)
    assert sent.url == REPORT
    assert SupervisorCorrection.objects.get().proposed is None
