"""Write the ledger."""

from django.db import transaction
from django.utils import timezone

from competency.models import AssessedLevel


@transaction.atomic
def record_assessed_levels(*, employee, levels, source, source_id, version, at):
    """Enter the levels {competency: level} found; writing the same source again adds nothing."""
    AssessedLevel.objects.bulk_create(
        [
            AssessedLevel(
                employee=employee,
                competency=competency,
                level=level,
                assessed_date=timezone.localdate(at),
                source=source,
                source_id=source_id,
                version=version,
            )
            for competency, level in levels.items()
        ],
        ignore_conflicts=True,
    )
