"""Evidence from the work log: picked while writing, copied when sent, the author's until then."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.permissions import Actor
from appraisal.models import Evidence, PlannedResult, ProgressEntry
from appraisal.queries.questionnaire import drafts_of, questionnaire
from appraisal.queries.self_assessment import drafted_answers, sent_answers, sent_self_assessment
from appraisal.services.progress_entry import add_entry
from appraisal.services.review import hand_back
from appraisal.services.self_assessment import submit_self_assessment
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON
from tests.factories.self_assessment import form_data, make_entry, make_evidence


@pytest.fixture
def result_group(evaluation):
    """Return the questions about the one planned result."""
    return questionnaire(evaluation).section("results").groups[0]


@pytest.fixture
def submit(evaluation, complete, actor):
    """Return a function that sends as Ani."""

    def run():
        return submit_self_assessment(evaluation=evaluation, actor=actor, at=NOON)

    return run


def notes_of(client, group):
    """Return what the page of a group offers from the log."""
    drawn = client.get(group.url).context["form"].groups
    return [note.text for note in next(g for g in drawn if g.group.key == group.key).notes]


def test_result_offers_its_own_notes_and_those_without_a_result(signed_in, ani, result_group):
    other = PlannedResult.objects.create(
        work_plan=result_group.subject.work_plan, statement="Hasil lain", position=9
    )
    make_entry(ani, "lepas")
    make_entry(ani, "milik hasil lain", planned_result=other)
    make_entry(ani, "milik hasil ini", planned_result=result_group.subject)

    assert notes_of(signed_in, result_group) == ["milik hasil ini", "lepas"]


def test_note_of_an_earlier_version_of_the_plan_stays_with_its_result(
    signed_in, ani, evaluation, result_group
):
    result = result_group.subject
    plan = result.work_plan
    old_plan = type(plan).objects.get(pk=plan.pk)
    old_plan.pk, old_plan.public_id, old_plan.version = None, "versi-lama", 0
    old_plan.save()
    result.previous = PlannedResult.objects.create(work_plan=old_plan, statement="Dulu")
    result.save()
    make_entry(ani, "dicatat dulu", planned_result=result.previous)

    assert notes_of(signed_in, result_group) == ["dicatat dulu"]


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_note_outside_the_period_is_not_offered(signed_in, ani, result_group, day):
    make_entry(ani, happened_on=day)

    assert notes_of(signed_in, result_group) == []


def test_removed_note_and_that_of_somebody_else_are_not_offered(
    signed_in, ani, citra, result_group
):
    make_entry(ani, removed_at=NOON)
    make_entry(citra)

    assert notes_of(signed_in, result_group) == []


def test_competency_offers_every_note(signed_in, ani, competency_group, result_group):
    make_entry(ani, "a", planned_result=result_group.subject)
    make_entry(ani, "b")

    assert notes_of(signed_in, competency_group) == ["b", "a"]


def test_ticked_note_is_kept_as_a_draft(signed_in, ani, evaluation, result_group):
    entry = make_entry(ani)
    key = f"{result_group.key}.evidence"

    signed_in.post(result_group.url, form_data(result_group.questions, **{key: entry.public_id}))

    assert drafts_of(evaluation, ani)[key].value == entry.public_id
    parts, _problems = drafted_answers(evaluation, ani)
    assert parts[0].rows[0].answers[-1].evidence == (entry,)
    assert not Evidence.objects.exists()


def test_sending_copies_the_picked_notes(
    evaluation, ani, make_draft, submit, actor, result_group, competency_group
):
    file = ContentFile(b"foto", name="foto.jpg")
    picked = add_entry(
        text="Dua kalimat.\nLengkap.", happened_on=NOON.date(), file=file, actor=actor, at=NOON
    )
    make_entry(ani, "tidak dipilih")
    own = make_evidence(evaluation, planned_result=result_group.subject)
    for group in (result_group, competency_group):
        make_draft(f"{group.key}.evidence", picked.public_id)

    sent = submit()

    copy = Evidence.objects.get(progress_entry=picked)
    assert (copy.title, copy.note) == ("Dua kalimat. Lengkap.", "Dua kalimat.\nLengkap.")
    assert (copy.file.name, copy.happened_on) == (picked.file.name, NOON.date())
    assert set(sent.results.get().evidence.all()) == {own, copy}
    claim = sent.competencies.get(competency=competency_group.subject)
    assert list(claim.evidence.all()) == [copy]
    assert Evidence.objects.count() == 2


def test_what_was_sent_stays_when_the_note_changes(
    evaluation, ani, make_draft, submit, actor, result_group
):
    entry = make_entry(ani, "Semula.")
    make_draft(f"{result_group.key}.evidence", entry.public_id)
    sent = submit()
    ProgressEntry.objects.filter(pk=entry.pk).update(text="Kemudian.")

    parts = sent_answers(evaluation, sent_self_assessment(evaluation, actor))

    assert [item.note for item in parts[0].rows[0].answers[-1].evidence] == ["Semula."]
    assert sent.results.get().evidence.get().note == "Semula."


@pytest.mark.parametrize(("text", "copies"), [("Semula.", 1), ("Diperbaiki.", 2)])
def test_sending_again_copies_only_what_changed(
    office, evaluation, make_draft, submit, result_group, text, copies
):
    entry = make_entry(office.ani, "Semula.")
    make_draft(f"{result_group.key}.evidence", entry.public_id)
    submit()
    budi = actor_for(office.budi)
    hand_back(evaluation=evaluation, actor=budi, at=NOON, reason="Lengkapi realisasinya dahulu.")
    ProgressEntry.objects.filter(pk=entry.pk).update(text=text)

    sent = submit()

    assert sent.results.get().evidence.get().note == text
    assert Evidence.objects.count() == copies


@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "eko", "farid"])
def test_nobody_sees_a_picked_note_before_it_is_sent(
    client, office, evaluation, make_draft, result_group, name
):
    entry = make_entry(office.ani, "RAHASIA")
    make_draft(f"{result_group.key}.evidence", entry.public_id)
    other: Actor = actor_for(getattr(office, name))
    client.force_login(other.employee)

    assert not Evidence.objects.visible_to(other).exists()
    assert client.get(entry.download_url).status_code == 404


def test_supervisor_reads_the_note_after_sending(
    client, office, evaluation, make_draft, submit, result_group
):
    entry = make_entry(office.ani, "Rekap dibagikan ke empat loket.")
    make_draft(f"{result_group.key}.evidence", entry.public_id)
    submit()
    client.force_login(office.budi)

    page = client.get(reverse("appraisal:review_results", args=[evaluation.public_id]))

    assert "Rekap dibagikan ke empat loket." in page.text


@pytest.mark.parametrize("name", ["self_results", "self_check"])
def test_pages_cost_the_same_with_one_and_three_notes(
    signed_in, ani, evaluation, result_group, django_assert_num_queries, name
):
    url = reverse(f"appraisal:{name}", args=[evaluation.public_id])
    queries = {"self_results": 14, "self_check": 13}[name]
    for count in (1, 2):
        for _each in range(count):
            make_entry(ani, planned_result=result_group.subject)
        with django_assert_num_queries(queries):
            signed_in.get(url)
