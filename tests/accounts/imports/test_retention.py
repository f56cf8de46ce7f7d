"""Uploaded workbooks are deleted when they are done with."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import ImportBatch
from accounts.refusals import Refusal
from accounts.services.employee_import import read_again, remove_old_workbooks
from accounts.tasks import remove_old_files
from tests.accounts.imports.workbooks import bring_in, people_file, person, read, workbook
from tests.factories.accounts import actor_for

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)
DAY = timedelta(days=1)


@pytest.fixture
def batches(office):
    """Return an applied, a refused and a waiting import."""
    applied = bring_in(people_file(person(0)), office.dewi)
    refused = read(workbook({"Catatan": [["tidak ada tabel"]]}), office.dewi)
    return applied, refused, read(people_file(person(1)), office.dewi)


def kept(batches):
    """Return which files are still there."""
    names = [ImportBatch.objects.get(pk=batch.pk).file.name for batch in batches]
    there = [default_storage.exists(batch.file.name) for batch in batches]
    assert [bool(name) for name in names] == there
    return there


def test_files_stay_for_thirty_days(batches):
    remove_old_workbooks(at=timezone.now() + MONTH - DAY)

    assert kept(batches) == [True, True, True]


def test_files_of_applied_and_refused_imports_go_after_thirty_days(batches):
    remove_old_workbooks(at=timezone.now() + MONTH + DAY)

    assert kept(batches) == [False, False, True]


def test_task_removes_them(batches):
    ImportBatch.objects.filter(pk=batches[0].pk).update(applied_at=timezone.now() - MONTH - DAY)

    remove_old_files()

    assert kept(batches) == [False, True, True]


def test_reading_again_without_the_file_is_refused_in_words(batches, office):
    remove_old_workbooks(at=timezone.now() + MONTH + DAY)

    with pytest.raises(Refusal) as refused:
        read_again(
            batch=batches[1], unit_choices={}, actor=actor_for(office.dewi), at=timezone.now()
        )

    assert refused.value.code == "gone"
