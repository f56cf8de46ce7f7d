"""The pages of a dialogue: who opens them, what each side reads, what is kept, what they cost."""

from datetime import date

import pytest

from accounts.choices import Role
from appraisal.choices import DialogueSide
from appraisal.models import PerformanceDialogue
from appraisal.queries.dialogue import agenda_proposal
from appraisal.services.dialogue import add_action
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation
from tests.factories.accounts import actor_for, grant_role
from tests.factories.acting import make_delegation
from tests.factories.appraisal import NOON
from tests.factories.review import complete_drafts, write_drafts

SECRETS = ("Teliti dan sabar menjelaskan.", "memimpin satu uji coba layanan", "standar 3")
OPENERS = ("ani", "budi")
OTHERS = ("citra", "dewi", "eko", "farid")
PAGES = ("", "catatan/", "kalender.ics")


def place(evaluation, page=""):
    """Return the address of a page of the dialogue."""
    return f"/dialog/{evaluation.public_id}/{page}"


def schedule_data(**changes):
    """Return the form of a plan as a browser sends it."""
    return {
        "day": "2026-12-04",
        "time": "09:00",
        "minutes": "60",
        "place": "Aula",
        "agenda": "Satu\n\n Dua ",
    } | changes


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", [*OPENERS, *OTHERS])
def test_only_the_two_open_a_dialogue(office, evaluation, written, sign_in, name, page):
    response = sign_in(getattr(office, name)).get(place(evaluation, page))

    assert response.status_code == (200 if name in OPENERS else 404)


@pytest.mark.parametrize("role", Role)
def test_no_role_opens_it(office, evaluation, written, sign_in, role):
    grant_role(office.eko, role, office.agency)

    assert sign_in(office.eko).get(place(evaluation)).status_code == 404
    assert list(PerformanceDialogue.objects.visible_to(actor_for(office.eko))) == []


def test_delegate_opens_it_while_the_delegation_holds(office, evaluation, written, sign_in):
    before = sign_in(office.citra).get(place(evaluation)).status_code
    row = make_delegation(office.budi, office.citra)
    during = sign_in(office.citra).get(place(evaluation)).status_code
    row.withdrawn_at = NOON
    row.save()
    after = sign_in(office.citra).get(place(evaluation)).status_code

    assert (before, during, after) == (404, 200, 404)


def test_supervisor_is_led_to_the_plan_and_the_employee_reads_who_makes_it(
    office, evaluation, sign_in
):
    led = sign_in(office.budi).get(place(evaluation))
    text = sign_in(office.ani).get(place(evaluation)).content.decode()

    assert led.url == place(evaluation, "jadwal/")
    assert "Dialog belum dijadwalkan" in text
    assert "Budi Santoso yang menjadwalkan" in text


def test_employee_does_not_plan(office, evaluation, sign_in):
    assert sign_in(office.ani).get(place(evaluation, "jadwal/")).status_code == 404


def test_plan_is_kept_in_local_time_with_a_clean_agenda(office, evaluation, sign_in):
    response = sign_in(office.budi).post(place(evaluation, "jadwal/"), schedule_data())

    dialogue = PerformanceDialogue.objects.get()
    assert response.url == place(evaluation)
    assert dialogue.starts_at.isoformat() == "2026-12-04T02:00:00+00:00"
    assert dialogue.agenda == "Satu\nDua"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("day", "31/02/2026", "Tulis tanggal seperti 28/02/2026"),
        ("day", "", "Pilih hari dialog"),
        ("time", "25:00", "Tulis waktu seperti 09.30"),
        ("time", "", "Pilih waktu dialog"),
    ],
)
def test_fault_in_the_plan_keeps_every_word(office, evaluation, sign_in, field, value, words):
    data = schedule_data(**{field: value})

    response = sign_in(office.budi).post(place(evaluation, "jadwal/"), data)

    text = response.content.decode()
    assert response.status_code == 422
    assert words in text
    assert 'value="Aula"' in text


def test_before_release_the_agenda_says_nothing_of_the_judgement(office, evaluation):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation, level=2))
    drafted = agenda_proposal(evaluation, actor_for(office.budi))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    decided = agenda_proposal(evaluation, actor_for(office.budi))

    assert [words for words in SECRETS if words in drafted + decided] == []
    assert "Hasil kerja: Rencana hasil kerja ke-1" in drafted


def test_after_release_strengths_gaps_and_focuses_are_proposed(office, evaluation):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation, level=2))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    deliver_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    lines = agenda_proposal(evaluation, actor_for(office.budi))

    assert [words for words in SECRETS if words not in lines] == []


@pytest.mark.parametrize("stage", ["drafted", "decided"])
def test_preparation_is_the_supervisors_alone(office, evaluation, written, sign_in, stage):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation, level=2))
    if stage == "decided":
        decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    own = sign_in(office.budi).get(place(evaluation)).content.decode()
    other = sign_in(office.ani).get(place(evaluation)).content.decode()

    assert SECRETS[0] in own
    assert [words for words in SECRETS if words in other] == []


@pytest.mark.parametrize(("name", "other"), [("ani", "Budi Santoso"), ("budi", "Ani Lestari")])
def test_calendar_file_names_the_other_and_carries_no_agenda(
    office, evaluation, written, sign_in, name, other
):
    response = sign_in(getattr(office, name)).get(place(evaluation, "kalender.ics"))

    text = response.content.decode().replace("\r\n ", "")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "dialog-kinerja.ics" in response["Content-Disposition"]
    assert f"SUMMARY:Dialog kinerja dengan {other}\r\n" in text
    assert "DTSTART:20261120T020000Z\r\nDTEND:20261120T030000Z\r\n" in text
    assert ("Yang berjalan baik" in text, "Antrean" in text) == (False, False)


def test_review_tab_shows_the_plan_instead_of_a_second_date(office, evaluation, planned, sign_in):
    text = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/dialog/").content.decode()

    assert "20 November 2026 pukul 09.00" in text
    assert 'name="overall-dialogue_date"' not in text


def test_review_tab_reads_the_joint_notes_and_has_none_of_its_own(
    office, evaluation, written, sign_in
):
    text = sign_in(office.budi).get(f"/tinjau/{evaluation.public_id}/dialog/").content.decode()

    assert "Antrean Senin panjang." in text
    assert place(evaluation) in text
    assert 'name="overall-dialogue_note"' not in text


@pytest.mark.parametrize("name", ["ani", "budi"])
def test_result_page_says_one_day_only(office, evaluation, written, sign_in, name):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)
    deliver_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    text = sign_in(getattr(office, name)).get(f"/hasil/{evaluation.public_id}/").content.decode()

    assert text.count("20 November 2026 pukul 09.00") == 1
    assert "Diadakan" not in text
    assert place(evaluation) in text


@pytest.mark.parametrize("name", ["dewi", "farid"])
def test_others_read_the_result_without_the_dialogue(office, evaluation, written, sign_in, name):
    write_drafts(evaluation, office.budi, complete_drafts(evaluation))
    decide_evaluation(evaluation=evaluation, actor=actor_for(office.budi), at=NOON)

    text = sign_in(getattr(office, name)).get(f"/hasil/{evaluation.public_id}/").content.decode()

    assert place(evaluation) not in text
    assert "Antrean Senin" not in text


def test_list_names_the_other_person_for_each(office, evaluation, written, sign_in):
    own = sign_in(office.ani).get("/dialog/").content.decode()
    team = sign_in(office.budi).get("/dialog/").content.decode()
    none = sign_in(office.dewi).get("/dialog/").content.decode()

    assert ("Budi Santoso" in own, "Ani Lestari" in team) == (True, True)
    assert "Belum ada dialog yang dijadwalkan" in none


@pytest.mark.parametrize("actions", [1, 3])
def test_page_asks_the_same_for_one_action_and_for_three(
    office, evaluation, written, sign_in, django_assert_num_queries, actions
):
    for number in range(actions):
        add_action(
            dialogue=written,
            text=f"Tindak lanjut {number}",
            owner=DialogueSide.EMPLOYEE,
            due_date=date(2027, 1, 31),
            actor=actor_for(office.ani),
            at=NOON,
        )
    client = sign_in(office.ani)

    with django_assert_num_queries(7):
        client.get(place(evaluation))


def test_a_day_before_the_period_is_said_at_the_day(office, evaluation, sign_in):
    answer = sign_in(office.budi).post(
        place(evaluation, "jadwal/"),
        schedule_data(day="2020-12-05", sure="2020-12-05 09:00:00 60"),
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["day"])


@pytest.mark.parametrize(("name", "count"), [("budi", 1), ("ani", 0), ("citra", 0)])
def test_list_offers_to_plan_what_has_no_dialogue(office, evaluation, sign_in, name, count):
    page = sign_in(getattr(office, name)).get("/dialog/")

    assert page.context["unplanned"] == [evaluation][:count]
    assert (place(evaluation, "jadwal/") in page.text) is bool(count)


def test_list_does_not_offer_what_is_planned(office, planned, sign_in):
    assert sign_in(office.budi).get("/dialog/").context["unplanned"] == []
