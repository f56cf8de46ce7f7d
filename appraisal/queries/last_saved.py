"""When somebody's draft was last saved: said on the pages that tell of a fault."""

from django.db.models import Max

from appraisal.models import DraftField


def last_saved(person):
    """Return the moment of the last saved draft of a person, or None."""
    return DraftField.objects.filter(author=person).aggregate(at=Max("saved_at"))["at"]
