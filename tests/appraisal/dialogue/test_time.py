"""An unusual time is asked about once; a plan is called off; nothing is confirmed beforehand."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEvent, Holiday, Notification
from accounts.refusals import Refusal
from appraisal.models import PerformanceDialogue
from appraisal.services.dialogue import add_action, confirm_dialogue, write_notes
from appraisal.services.dialogue_cancelling import cancel_dialogue
from appraisal.services.review import decide_evaluation
from tests.factories.accounts import actor_for
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

FRIDAY = {"day": "2026-12-04", "time": "09:00", "minutes": "60", "place": "Aula", "agenda": "Satu"}


def place(evaluation, page=""):
    """Return the address of a page of the dialogue."""
    return f"/dialog/{evaluation.public_id}/{page}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "2026-12-06"}, "Minggu, 6 Desember 2026 jatuh pada akhir pekan."),
        ({"day": "2026-12-25"}, "Jumat, 25 Desember 2026 hari libur (Hari Raya Natal)."),
        ({"time": "23:30"}, "Pukul 23.30 sampai 00.30 di luar jam kerja."),
        ({"day": "2026-11-19"}, "Kamis, 19 November 2026 sudah lewat."),
    ],
)
def test_an_unusual_time_is_asked_about_once(office, evaluation, sign_in, changes, words):
    Holiday.objects.get_or_create(date=date(2026, 12, 25), defaults={"name": "Hari Raya Natal"})
    Holiday.objects.filter(date=date(2026, 12, 25)).update(name="Hari Raya Natal")
    client, data = sign_in(office.budi), FRIDAY | changes

    first = client.post(place(evaluation, "jadwal/"), data)
    asked = first.context["form"]["sure"].value()
    other = client.post(place(evaluation, "jadwal/"), data | {"sure": asked, "minutes": "90"})
    second = client.post(place(evaluation, "jadwal/"), data | {"sure": asked})

    assert (first.status_code, words in first.text) == (422, True)
    assert f'value="{asked}"' in first.text
    assert other.status_code == 422  # another time is another question
    assert second.url == place(evaluation)


def test_an_unusual_time_that_stays_is_not_asked_about_again(office, evaluation, sign_in):
    client, sunday = sign_in(office.budi), FRIDAY | {"day": "2026-12-06"}
    asked = client.post(place(evaluation, "jadwal/"), sunday).context["form"]["sure"].value()
    client.post(place(evaluation, "jadwal/"), sunday | {"sure": asked})

    again = client.post(place(evaluation, "jadwal/"), sunday | {"agenda": "Lain"})

    assert again.url == place(evaluation)
    assert PerformanceDialogue.objects.get().agenda == "Lain"


def call_off(office, dialogue, name="budi"):
    """Let somebody call the dialogue off."""
    cancel_dialogue(dialogue=dialogue, actor=actor_for(getattr(office, name)), at=NOON)


def test_calling_off_takes_the_plan_away_and_tells_the_other(office, planned):
    call_off(office, planned)

    told = Notification.objects.filter(recipient=office.ani, kind="DIALOGUE_CANCELLED").get()
    assert told.note == "20 November 2026 pukul 09.00, Ruang rapat"
    assert PerformanceDialogue.objects.count() == 0
    assert AuditEvent.objects.filter(
        subject_id=planned.public_id, action="call_off", actor=office.budi
    ).exists()


def test_a_delegate_calls_off_and_both_are_told(office, planned):
    make_delegation(office.budi, office.citra)

    call_off(office, planned, "citra")

    told = Notification.objects.filter(kind="DIALOGUE_CANCELLED")
    assert {notice.recipient for notice in told} == {office.ani, office.budi}


@pytest.mark.parametrize("name", ["ani", "citra", "dewi", "farid"])
def test_nobody_else_calls_off(office, planned, name):
    with pytest.raises(PermissionDenied):
        call_off(office, planned, name)


@pytest.mark.parametrize("what", ["notes", "action"])
def test_what_was_written_down_is_not_called_off(office, planned, what):
    budi = {"dialogue": planned, "actor": actor_for(office.budi), "at": NOON}
    if what == "notes":
        write_notes(notes="Antrean Senin panjang.", expected_revision=0, **budi)
    else:
        add_action(text="Usulan", owner="EMPLOYEE", due_date=date(2027, 1, 31), **budi)

    with pytest.raises(Refusal) as refused:
        call_off(office, planned)

    assert (refused.value.code, PerformanceDialogue.objects.count()) == ("written", 1)


def test_the_page_asks_before_it_calls_off(office, evaluation, planned, sign_in):
    client = sign_in(office.budi)
    page = client.get(place(evaluation, "batal/"))
    kept = PerformanceDialogue.objects.count()
    done = client.post(place(evaluation, "batal/"))

    assert (page.status_code, kept, done.url) == (200, 1, "/dialog/")
    assert PerformanceDialogue.objects.count() == 0
    assert sign_in(office.ani).get(place(evaluation)).status_code == 200


def test_the_employee_does_not_call_off(office, evaluation, planned, sign_in):
    assert sign_in(office.ani).post(place(evaluation, "batal/")).status_code == 404


def test_writing_into_what_was_called_off_meanwhile_says_so(office, planned):
    call_off(office, planned)

    with pytest.raises(Refusal) as refused:
        write_notes(
            dialogue=planned,
            notes="Antrean",
            expected_revision=0,
            actor=actor_for(office.ani),
            at=NOON,
        )

    assert refused.value.code == "called_off"


def test_nothing_is_confirmed_before_the_dialogue_begins(office, evaluation, written, sign_in):
    PerformanceDialogue.objects.update(starts_at=NOON + timedelta(minutes=1))

    with pytest.raises(Refusal) as refused:
        confirm_dialogue(
            dialogue=written, expected_revision=1, actor=actor_for(office.ani), at=NOON
        )

    page = sign_in(office.ani).get(place(evaluation))
    assert (refused.value.code, page.context["page"].may_confirm) == ("not_begun", False)
    assert "Konfirmasi catatan ini" not in page.text


@pytest.mark.parametrize(("name", "words"), [("ani", "Budi Santoso mengubah"), ("budi", "Anda")])
def test_who_wrote_meanwhile_is_named(office, written, name, words):
    with pytest.raises(Refusal) as refused:
        write_notes(
            dialogue=written,
            notes="Lain",
            expected_revision=0,
            actor=actor_for(getattr(office, name)),
            at=NOON,
        )

    assert words in refused.value.messages[0]


def action(text="Uji coba loket", due="2026-12-01", sure=""):
    """Return the form of an agreed action."""
    return {"text": text, "owner": "EMPLOYEE", "due_date": due, "sure": sure}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (action("Lain", "2026-11-01"), "Minggu, 1 November 2026 sudah lewat."),
        (action("uji coba loket"), "Tindak lanjut ini sudah ada di daftar."),
    ],
)
def test_an_unusual_action_is_asked_about_once(office, evaluation, planned, sign_in, data, words):
    client, page = sign_in(office.budi), place(evaluation, "tindak-lanjut/")
    client.post(page, action())

    first = client.post(page, data)
    asked = first.context["form"]["sure"].value()
    second = client.post(page, data | {"sure": asked})

    assert (first.status_code, words in first.text) == (422, True)
    assert ("Apakah ini benar?" in first.text, f'value="{asked}"' in first.text) == (True, True)
    assert (second.status_code, planned.actions.count()) == (302, 2)


def test_an_action_that_stays_is_not_asked_about_again(office, evaluation, planned, sign_in):
    client, page = sign_in(office.budi), place(evaluation, "tindak-lanjut/")
    client.post(page, action(due="2026-11-01", sure="Uji coba loket EMPLOYEE 2026-11-01"))
    row = planned.actions.get()

    again = client.post(f"{page}{row.public_id}/", action(due="2026-11-01"))

    assert again.status_code == 302


@pytest.mark.parametrize(("page", "field"), [("catatan/", "notes"), ("tindak-lanjut/", "text")])
def test_words_for_a_dialogue_that_was_called_off_are_kept(
    office, evaluation, planned, sign_in, page, field
):
    call_off(office, planned)

    answer = sign_in(office.ani).post(place(evaluation, page), {field: "Antrean Senin"})
    empty = sign_in(office.ani).post(place(evaluation, page), {})

    assert (answer.status_code, "Antrean Senin" in answer.text) == (409, True)
    assert empty.status_code == 404


def test_a_change_of_what_was_agreed_is_kept_once_the_dialogue_is_called_off(
    office, evaluation, planned, sign_in
):
    call_off(office, planned)
    page = place(evaluation, f"tindak-lanjut/{planned.public_id}/")

    answer = sign_in(office.ani).post(page, {"text": "Antrean Senin"})

    assert (answer.status_code, "Antrean Senin" in answer.text) == (409, True)
    assert sign_in(office.ani).get(page).status_code == 404


@pytest.mark.parametrize(("name", "section"), [("budi", "Tim saya"), ("ani", "Penilaian saya")])
def test_the_menu_marks_whose_dialogue_it_is(office, evaluation, planned, sign_in, name, section):
    text = sign_in(getattr(office, name)).get(place(evaluation)).text

    marked = text.split('aria-current="page"')[1].split("</a>")[0]
    assert section in marked


@pytest.mark.parametrize(("stage", "words"), [("REVIEW", False), ("DECIDED", True)])
def test_preparation_says_who_reads_it(office, evaluation, sign_in, stage, words):
    if stage == "DECIDED":
        write_drafts(evaluation, office.budi, complete_drafts(evaluation))
        decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    else:
        write_drafts(evaluation, office.budi, {"overall.strengths": "Teliti"})

    text = sign_in(office.budi).get(place(evaluation, "jadwal/")).text

    assert ("Sejak ditetapkan, atasan Anda" in text) is words
    assert ("Hanya Anda yang melihat ini" in text) is not words


def test_a_round_of_one_can_be_called_off_from_the_list(office, planned, sign_in):
    text = sign_in(office.budi).get("/dialog/").text

    assert "Batalkan dialog ini" in text


def test_a_delegate_reads_that_a_dialogue_was_planned_before(office, evaluation, written, sign_in):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    make_delegation(office.budi, office.citra, from_date=date(2026, 11, 20))
    PerformanceDialogue.objects.update(noted_at=NOON - timedelta(days=3))

    text = sign_in(office.citra).get(f"/hasil/{evaluation.public_id}/").text

    assert "Dijadwalkan sebelum Anda bertindak untuk Budi Santoso" in text
    assert place(evaluation, "jadwal/") not in text
