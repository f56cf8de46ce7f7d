"""Keep the calendar that the working-day clocks run on."""

from django.db import transaction

from accounts.models import Holiday


@transaction.atomic
def load_holidays(rows):
    """Load holidays {date, name, confirmed} that are not there yet; the agency's own rows stay."""
    Holiday.objects.bulk_create(
        [
            Holiday(date=row["date"], name=row["name"], is_confirmed=row["confirmed"])
            for row in rows
        ],
        ignore_conflicts=True,
    )
