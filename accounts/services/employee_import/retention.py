"""Uploaded workbooks hold personal data: what is done with is not kept."""

from datetime import timedelta

from django.db.models import Q

from accounts.choices import ImportKind
from accounts.models import ImportBatch, ImportTrace
from accounts.models.import_batch import UNDO_WITHIN

KEPT_FOR = timedelta(days=30)
GRACE = timedelta(hours=1)  # a job that takes it back may have begun in the last minute
BATCH = 200


def remove_old_workbooks(*, at):
    """Delete the uploaded files of imports that were applied or refused long ago; the rest stays.

    What an import has changed is forgotten as soon as it can no longer be taken back.
    """
    ImportTrace.objects.filter(batch__applied_at__lt=at - UNDO_WITHIN - GRACE).delete()
    drafts = ImportBatch.objects.filter(kind=ImportKind.BY_HAND, applied_at=None)
    drafts.filter(uploaded_at__lt=at - UNDO_WITHIN).delete()  # what nobody saved
    applied = Q(applied_at__lt=at - KEPT_FOR)
    over = Q(job__finished_at__lt=at - KEPT_FOR) | Q(job=None, uploaded_at__lt=at - KEPT_FOR)
    refused = ~Q(problem="") & Q(applied_at=None) & over
    old = ImportBatch.objects.filter(applied | refused).exclude(file="")
    for batch in old.order_by("pk")[:BATCH]:
        batch.file.delete(save=False)
        batch.layout = {}  # which holds the first rows
        batch.save(update_fields=["file", "layout"])
