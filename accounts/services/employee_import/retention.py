"""Uploaded workbooks hold personal data: what is done with is not kept."""

from datetime import timedelta

from django.db.models import Q

from accounts.models import ImportBatch

KEPT_FOR = timedelta(days=30)
BATCH = 200


def remove_old_workbooks(*, at):
    """Delete the uploaded files of imports that were applied or refused long ago; the rest stays."""
    applied = Q(applied_at__lt=at - KEPT_FOR)
    over = Q(job__finished_at__lt=at - KEPT_FOR) | Q(job=None, uploaded_at__lt=at - KEPT_FOR)
    refused = ~Q(problem="") & Q(applied_at=None) & over
    old = ImportBatch.objects.filter(applied | refused).exclude(file="")
    for batch in old.order_by("pk")[:BATCH]:
        batch.file.delete(save=False)
        batch.save(update_fields=["file"])
