"""Noting down, changing, removing and bringing back; a note belongs to its author."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError

from accounts.models import AuditEvent
from accounts.refusals import Refusal
from appraisal.models import Evidence, ProgressEntry
from appraisal.services.progress_entry import (
    Changes,
    add_entry,
    change_entry,
    forget_removed_entries,
    remove_entry,
    restore_entry,
)
from tests.factories.accounts import actor_for
from tests.factories.appraisal import NOON, make_evaluation
from tests.factories.self_assessment import make_entry, make_evidence

TODAY = NOON.date()
TEN = timedelta(minutes=10)


def actions():
    """Return what was written down, in order."""
    return list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))


def changed(entry, actor, **fields):
    """Change a note, everything as it is but for the given fields."""
    kept = {"text": entry.text, "happened_on": entry.happened_on, "url": entry.url}
    kept |= {"planned_result": entry.planned_result}
    return change_entry(entry=entry, changes=Changes(**(kept | fields)), actor=actor, at=NOON)


def test_text_alone_is_enough(actor):
    entry = add_entry(text="Selesai.", happened_on=TODAY, actor=actor, at=NOON)

    assert (entry.employee, entry.planned_result, entry.url, entry.file.name) == (
        actor.employee,
        None,
        "",
        "",
    )
    assert actions() == ["progress_noted"]
    assert AuditEvent.objects.get().data == {}


def test_note_of_tomorrow_is_refused(actor):
    with pytest.raises(Refusal) as refusal:
        add_entry(text="Besok.", happened_on=TODAY + timedelta(days=1), actor=actor, at=NOON)

    assert refusal.value.code == "future"


def test_result_of_somebody_else_is_refused(plan, citra):
    with pytest.raises(PermissionDenied):
        add_entry(
            text="Bukan milik saya.",
            happened_on=TODAY,
            planned_result=plan.planned_results.first(),
            actor=actor_for(citra),
            at=NOON,
        )


def test_new_file_replaces_the_old_one(actor, django_capture_on_commit_callbacks):
    entry = add_entry(
        text="Foto.",
        happened_on=TODAY,
        file=ContentFile(b"satu", name="foto.JPG"),
        actor=actor,
        at=NOON,
    )
    old, storage = entry.file.name, entry.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        entry = changed(entry, actor, file=ContentFile(b"dua", name="b.png"))

    with entry.file.open() as file:
        assert file.read() == b"dua"
    assert not storage.exists(old)


@pytest.mark.parametrize(
    ("fields", "is_kept"), [({}, True), ({"drop_file": True}, False), ({"url": "https://a"}, False)]
)
def test_file_stays_unless_it_is_dropped_or_a_link_takes_its_place(actor, fields, is_kept):
    entry = add_entry(
        text="Foto.", happened_on=TODAY, file=ContentFile(b"1", name="a.png"), actor=actor, at=NOON
    )

    assert bool(changed(entry, actor, **fields).file) == is_kept


def test_file_that_evidence_shows_survives_its_note(
    office, plan, actor, django_capture_on_commit_callbacks
):
    entry = add_entry(
        text="Foto.", happened_on=TODAY, file=ContentFile(b"1", name="a.png"), actor=actor, at=NOON
    )
    evidence = make_evidence(
        make_evaluation(plan), file=entry.file.name, note=entry.text, progress_entry=entry
    )
    remove_entry(entry=entry, actor=actor, at=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_removed_entries(at=NOON + 2 * TEN) == 1

    evidence.refresh_from_db()
    assert evidence.progress_entry is None
    assert evidence.file.storage.exists(evidence.file.name)


def test_removed_note_can_be_brought_back_for_ten_minutes(entry, actor):
    remove_entry(entry=entry, actor=actor, at=NOON)
    assert not ProgressEntry.objects.kept().exists()

    restore_entry(entry=entry, actor=actor, at=NOON + TEN)

    assert ProgressEntry.objects.kept().get() == entry
    assert actions() == ["progress_removed", "progress_restored"]


def test_after_ten_minutes_it_is_too_late(entry, actor):
    remove_entry(entry=entry, actor=actor, at=NOON)

    with pytest.raises(Refusal) as refusal:
        restore_entry(entry=entry, actor=actor, at=NOON + TEN + timedelta(seconds=1))

    assert refusal.value.code == "too_late"


def test_only_what_cannot_come_back_is_forgotten(ani, actor):
    old, young, kept = (make_entry(ani, text) for text in ("lama", "baru", "tetap"))
    remove_entry(entry=old, actor=actor, at=NOON)
    remove_entry(entry=young, actor=actor, at=NOON + TEN)

    assert forget_removed_entries(at=NOON + TEN + timedelta(seconds=1)) == 1

    assert set(ProgressEntry.objects.all()) == {young, kept}


def test_removed_note_is_not_changed(entry, actor):
    remove_entry(entry=entry, actor=actor, at=NOON)

    with pytest.raises(Refusal) as refusal:
        changed(entry, actor)

    assert refusal.value.code == "removed"


@pytest.mark.parametrize("name", ["budi", "citra", "dewi", "eko", "farid"])
def test_nobody_else_touches_or_finds_a_note(office, entry, name):
    other = actor_for(getattr(office, name))

    assert not ProgressEntry.objects.visible_to(other).exists()
    for verb in (remove_entry, restore_entry):
        with pytest.raises(PermissionDenied):
            verb(entry=entry, actor=other, at=NOON)
    with pytest.raises(PermissionDenied):
        changed(entry, other)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"text": ""}, "progress_entry_says_something"),
        ({"url": "https://a.example", "file": "progress/a.pdf"}, "progress_entry_link_or_file"),
    ],
)
def test_database_guards_a_note(ani, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make_entry(ani, **fields)


@pytest.mark.parametrize(
    "fields", [{"url": ""}, {"url": "https://a.example", "file": "evidence/a.pdf"}]
)
def test_database_guards_evidence(plan, fields):
    with pytest.raises(IntegrityError, match="evidence_link_file_or_note"):
        Evidence.objects.create(
            evaluation=make_evaluation(plan),
            employee=plan.employee,
            title="Kosong",
            added_at=NOON,
            **fields,
        )
