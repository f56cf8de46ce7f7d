"""The templates that cycles are made from."""

from django.db import transaction

from appraisal.models import CycleTemplate


@transaction.atomic
def load_templates(entries):
    """Write the templates that ship with the product; the agency's own are not touched."""
    for position, entry in enumerate(entries, start=1):
        values = {name: value for name, value in entry.items() if name != "code"}
        CycleTemplate.objects.update_or_create(
            code=entry["code"], defaults=values | {"position": position}
        )
