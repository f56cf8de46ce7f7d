"""Decided by mistake: the supervisor asks HR to open it again before it is released."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.choices import NoticeKind
from accounts.models import Notification
from accounts.refusals import Refusal
from appraisal.queries.reopening import asked_of_hr
from appraisal.services.ask_reopen import ask_hr_to_reopen, keep_decided
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation, reopen_evaluation
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON

LATER = NOON + timedelta(hours=1)
REASON = "Level Integritas keliru saya pilih."


def ask(decided, person):
    """Ask as a person."""
    ask_hr_to_reopen(evaluation=decided, reason=REASON, actor=actor_for(person), at=NOON)


def test_hr_is_told_and_the_decision_stays(office, decided):
    ask(decided, office.budi)

    decided.refresh_from_db()
    notice = Notification.objects.get(kind=NoticeKind.REOPENING_ASKED)
    assert (notice.recipient, notice.note, decided.stage) == (office.dewi, REASON, "DECIDED")
    assert Notification.objects.filter(recipient=office.ani).count() == 0


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "farid"])
def test_only_the_supervisor_asks(office, decided, name):
    with pytest.raises(PermissionDenied):
        ask(decided, getattr(office, name))


def test_asking_twice_is_refused_until_it_was_opened(office, decided):
    ask(decided, office.budi)

    with pytest.raises(Refusal) as refusal:
        ask(decided, office.budi)

    assert refusal.value.code == "asked"
    assert decided.stage_changes.filter(transition="ask_reopen").count() == 1


def test_both_see_the_request_on_the_result(office, decided, sign_in):
    place = f"/hasil/{decided.public_id}/"
    before = sign_in(office.budi).get(place).text
    answer = sign_in(office.budi).post(f"{place}minta-dibuka/", {"reason": REASON}, follow=True)
    hr = sign_in(office.dewi).get(place).text

    assert "Keliru menetapkan?" in before
    assert [REASON in text for text in (before, answer.text, hr)] == [False, True, True]
    reopen_evaluation(evaluation=decided, reason="Ya", actor=actor_for(office.dewi), at=NOON)
    assert "sudah diminta membukanya kembali" not in sign_in(office.budi).get(place).text


def test_without_a_reason_the_page_stays(office, decided, sign_in):
    response = sign_in(office.budi).post(
        f"/hasil/{decided.public_id}/minta-dibuka/", {"reason": ""}
    )

    assert response.status_code == 422


def test_release_page_repeats_the_decision(office, decided, sign_in):
    text = sign_in(office.budi).get(f"/hasil/{decided.public_id}/buka/").text

    assert "Di atas ekspektasi" in text
    assert "Penyerahan tidak dapat ditarik" in text


def answer_of(service, decided, person, reason="Tidak ada yang keliru."):
    """Answer a request as a person."""
    service(evaluation=decided, reason=reason, actor=actor_for(person), at=NOON)


def test_hr_leaves_it_as_it_is_and_the_supervisor_is_told_why(office, decided):
    ask(decided, office.budi)

    answer_of(keep_decided, decided, office.dewi)

    told = Notification.objects.get(kind=NoticeKind.REOPENING_ANSWERED)
    asked = Notification.objects.get(kind=NoticeKind.REOPENING_ASKED)
    assert (told.recipient, told.note) == (office.budi, "Tidak ada yang keliru.")
    assert (asked.read_at, decided.stage) == (NOON, "DECIDED")
    assert Notification.objects.filter(recipient=office.ani).count() == 0


@pytest.mark.parametrize("name", ["ani", "budi", "citra", "eko", "farid"])
def test_only_hr_answers(office, decided, name):
    ask(decided, office.budi)

    with pytest.raises(PermissionDenied):
        answer_of(keep_decided, decided, getattr(office, name))


def test_answering_twice_is_refused_and_asking_anew_is_not(office, decided):
    ask(decided, office.budi)
    answer_of(keep_decided, decided, office.dewi)

    with pytest.raises(Refusal) as refusal:
        answer_of(keep_decided, decided, office.dewi)
    ask(decided, office.budi)

    assert refusal.value.code == "settled"
    assert [row.pk for row in asked_of_hr(actor_for(office.dewi))] == [decided.pk]


def test_request_is_a_task_of_hr_until_it_is_answered(office, decided, sign_in):
    before = sign_in(office.dewi).get("/").text
    ask(decided, office.budi)
    asked = sign_in(office.dewi).get("/").text
    answer_of(reopen_evaluation, decided, office.dewi, REASON)
    after = sign_in(office.dewi).get("/").text

    title = "Buka kembali hasil yang sudah ditetapkan, atau biarkan"
    assert [title in text for text in (before, asked, after)] == [False, True, False]


def test_hr_reads_the_reason_and_answers_on_the_page(office, decided, sign_in):
    ask(decided, office.budi)
    client = sign_in(office.dewi)
    page = client.get(f"/hasil/{decided.public_id}/").text
    reopen = client.get(f"/hasil/{decided.public_id}/buka-kembali/")
    kept = client.post(f"/hasil/{decided.public_id}/tetap/", {"reason": "Sudah benar."})

    assert (REASON in page, "/tetap/" in page, "/buka-kembali/" in page) == (True, True, True)
    assert (REASON in reopen.text, reopen.context["form"]["reason"].value()) == (True, None)
    assert kept.url == f"/hasil/{decided.public_id}/"
    assert "/tetap/" not in client.get(kept.url).text


def test_page_for_the_answer_is_closed_to_others_and_empty_without_a_request(
    office, decided, sign_in
):
    address = f"/hasil/{decided.public_id}/tetap/"

    assert sign_in(office.budi).get(address).status_code == 403
    assert sign_in(office.eko).get(address).status_code == 404
    assert sign_in(office.dewi).get(address).url == f"/hasil/{decided.public_id}/"


def test_release_page_warns_of_an_open_request_and_of_a_missing_dialogue(office, decided, sign_in):
    address = f"/hasil/{decided.public_id}/buka/"
    before = sign_in(office.budi).get(address).text
    ask(decided, office.budi)
    after = sign_in(office.budi).get(address).text

    assert ("Belum ada dialog dengan" in before, "belum dijawab" in before) == (True, False)
    assert "permintaan itu belum dijawab" in after


def decided_anew(office, decided):
    """Decide again and release, once it was opened."""
    actor = actor_for(office.budi)
    decide_evaluation(evaluation=decided, actor=actor, at=LATER)
    deliver_evaluation(evaluation=decided, actor=actor, at=LATER)


@pytest.mark.parametrize(("name", "reads"), [("ani", False), ("budi", True), ("dewi", True)])
def test_reason_for_opening_before_the_release_stays_from_the_employee(
    office, decided, sign_in, name, reads
):
    ask(decided, office.budi)
    answer_of(reopen_evaluation, decided, office.dewi, "Level Integritas diperiksa ulang.")
    decided_anew(office, decided)

    text = sign_in(getattr(office, name)).get(f"/hasil/{decided.public_id}/").text

    assert ("Level Integritas" in text, REASON in text) == (reads, False)


def test_request_is_void_once_the_cycle_is_closed(office, decided, sign_in):
    ask(decided, office.budi)
    cycle = decided.period.cycle
    cycle.closed_at = NOON
    cycle.save(update_fields=["closed_at"])

    page = sign_in(office.dewi).get(f"/hasil/{decided.public_id}/").text

    assert list(asked_of_hr(actor_for(office.dewi))) == []
    assert "Buka kembali hasil yang sudah ditetapkan" not in sign_in(office.dewi).get("/").text
    assert "/tetap/" not in page


def test_request_is_settled_by_the_release(office, decided):
    ask(decided, office.budi)

    deliver_evaluation(evaluation=decided, actor=actor_for(office.budi), at=LATER)

    assert Notification.objects.get(kind=NoticeKind.REOPENING_ASKED).read_at == LATER


def ask_for_budi(office, decided):
    """Let Citra ask HR for Budi; return the delegation."""
    delegation = make_delegation(office.budi, office.citra)
    ask(decided, office.citra)
    return delegation


def told(kind):
    """Return who was told of something."""
    rows = Notification.objects.filter(kind=kind).order_by("recipient__name")
    return [row.recipient for row in rows.select_related("recipient")]


def test_supervisor_learns_what_a_delegate_asked_of_hr(office, decided):
    ask_for_budi(office, decided)

    notice = Notification.objects.get(kind=NoticeKind.DELEGATE_ACTED)
    assert (notice.recipient, notice.note) == (office.budi, REASON)
    assert "meminta" in notice.topic


@pytest.mark.parametrize(
    ("service", "kind"),
    [
        (keep_decided, NoticeKind.REOPENING_ANSWERED),
        (reopen_evaluation, NoticeKind.EVALUATION_REOPENED),
    ],
)
def test_answer_goes_to_the_supervisor_and_to_the_delegate_in_force(office, decided, service, kind):
    ask_for_budi(office, decided)

    answer_of(service, decided, office.dewi)

    assert told(kind) == [office.budi, office.citra]


def test_answer_spares_a_delegate_who_may_not_read_it_any_more(office, decided):
    delegation = ask_for_budi(office, decided)
    delegation.withdrawn_at = NOON
    delegation.save(update_fields=["withdrawn_at"])

    answer_of(keep_decided, decided, office.dewi)

    assert told(NoticeKind.REOPENING_ANSWERED) == [office.budi]


@pytest.mark.parametrize(("name", "rest"), [("budi", ""), ("dewi", ""), ("budi", "buka/")])
def test_pages_name_the_delegate_with_the_supervisor(office, decided, sign_in, name, rest):
    ask_for_budi(office, decided)

    text = sign_in(getattr(office, name)).get(f"/hasil/{decided.public_id}/{rest}").text

    assert "Citra Dewanti a.n. Budi Santoso" in text
