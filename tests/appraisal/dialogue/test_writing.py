"""Writing on the pages: notes of two at once, agreed actions, confirmations."""

from datetime import date, timedelta

import pytest

from appraisal.choices import DialogueSide
from appraisal.models import DialogueAction, PerformanceDialogue
from appraisal.services.dialogue import add_action, write_notes
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON


def place(evaluation, page=""):
    """Return the address of a page of the dialogue."""
    return f"/dialog/{evaluation.public_id}/{page}"


def test_notes_saved_elsewhere_are_shown_and_ones_own_kept(office, evaluation, written, sign_in):
    write_notes(
        dialogue=written,
        notes="Dari Ani",
        expected_revision=1,
        actor=actor_for(office.ani),
        at=NOON,
    )
    client = sign_in(office.budi)

    clash = client.post(place(evaluation, "catatan/"), {"notes": "Dari Budi", "revision": 1})
    text = clash.content.decode()
    revision = clash.context["form"]["revision"].value()
    saved = client.post(place(evaluation, "catatan/"), {"notes": "Dari dua", "revision": revision})

    assert (clash.status_code, saved.status_code) == (409, 302)
    assert ("Dari Ani" in text, "Dari Budi" in text) == (True, True)
    assert PerformanceDialogue.objects.get().notes == "Dari dua"


def test_an_action_is_added_changed_ticked_removed_and_put_back(
    office, evaluation, written, sign_in
):
    client = sign_in(office.ani)
    data = {"text": "Usulan antrean", "owner": "EMPLOYEE", "due_date": "2027-01-31"}
    client.post(place(evaluation, "tindak-lanjut/"), data)
    action = DialogueAction.objects.get()
    here = place(evaluation, f"tindak-lanjut/{action.public_id}/")
    states = []
    for page, sent in (
        ("", data | {"text": "Usulan dua loket"}),
        ("pindah/", {"move": "done"}),
        ("pindah/", {"move": "remove"}),
        ("pindah/", {"move": "restore"}),
    ):
        client.post(here + page, sent)
        action.refresh_from_db()
        states.append((action.text, bool(action.done_at), bool(action.removed_at)))

    assert states == [
        ("Usulan dua loket", False, False),
        ("Usulan dua loket", True, False),
        ("Usulan dua loket", False, True),
        ("Usulan dua loket", False, False),
    ]


def test_fault_in_an_action_keeps_the_words(office, evaluation, written, sign_in):
    data = {"text": "Usulan antrean", "owner": "EMPLOYEE", "due_date": ""}

    response = sign_in(office.ani).post(place(evaluation, "tindak-lanjut/"), data)

    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Usulan antrean"' in text
    assert "Pilih tanggal tenggatnya" in text


def test_action_of_another_dialogue_is_not_found(office, evaluation, written, sign_in):
    add_action(
        dialogue=written,
        text="Usulan",
        owner=DialogueSide.EMPLOYEE,
        due_date=date(2027, 1, 31),
        actor=actor_for(office.ani),
        at=NOON,
    )
    action = DialogueAction.objects.get()
    address = f"/dialog/tidakadatidakadatidak/tindak-lanjut/{action.public_id}/pindah/"

    assert sign_in(office.ani).post(address, {"move": "done"}).status_code == 404


def test_both_confirm_on_the_page_and_take_it_back(office, evaluation, written, sign_in):
    for person in (office.ani, office.budi):
        sign_in(person).post(place(evaluation, "konfirmasi/"), {"revision": 1})
    both = PerformanceDialogue.objects.get().is_confirmed
    sign_in(office.ani).post(place(evaluation, "tarik-konfirmasi/"))

    assert (both, PerformanceDialogue.objects.get().is_confirmed) == (True, False)


def test_confirming_what_changed_meanwhile_says_so(office, evaluation, written, sign_in):
    response = sign_in(office.ani).post(
        place(evaluation, "konfirmasi/"), {"revision": 0}, HTTP_REFERER=place(evaluation)
    )

    page = sign_in(office.ani).get(response.url).content.decode()
    assert PerformanceDialogue.objects.get().employee_confirmed_at is None
    assert "sementara itu" in page


@pytest.mark.parametrize("page", ["konfirmasi/", "tarik-konfirmasi/", "tindak-lanjut/"])
def test_changes_need_a_post(office, evaluation, written, sign_in, page):
    assert sign_in(office.ani).get(place(evaluation, page)).status_code == 405


def test_the_same_action_within_a_minute_is_one(office, written):
    words = {"text": "Ikut lokakarya", "owner": "EMPLOYEE", "due_date": date(2027, 1, 31)}
    asked = {"dialogue": written, "actor": actor_for(office.budi)}

    first = add_action(**words, **asked, at=NOON)
    again = add_action(**words, **asked, at=NOON + timedelta(seconds=20))
    later = add_action(**words, **asked, at=NOON + timedelta(minutes=2))
    other = add_action(**words | {"owner": "SUPERVISOR"}, **asked, at=NOON)

    assert again == first
    assert len({first.pk, later.pk, other.pk}) == 3
