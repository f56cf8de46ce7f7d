"""What the owner of a job may still have of it."""

from accounts.choices import Role
from accounts.models import OrgUnit


def may_still_fetch(*, job, actor):
    """Tell whether the actor still has the right for which the file of a job was made.

    That is HR in each unit it was packed for, or to read the change history or the access log it was taken from.
    """
    if job.params.get("for_auditors"):
        return Role.AUDITOR in actor.everywhere
    if job.params.get("for_audit"):
        return actor.is_hr_of_everything or Role.AUDITOR in actor.everywhere
    packed = OrgUnit.objects.filter(public_id__in=job.params.get("hr_units", ()))
    return all(actor.is_hr_for(pk) for pk in packed.values_list("pk", flat=True))
