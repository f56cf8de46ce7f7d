"""What the owner of a job may still have of it."""

from accounts.models import OrgUnit


def may_still_fetch(*, job, actor):
    """Tell whether the actor is still HR in each unit that the file of a job was packed for."""
    packed = OrgUnit.objects.filter(public_id__in=job.params.get("hr_units", ()))
    return all(actor.is_hr_for(pk) for pk in packed.values_list("pk", flat=True))
