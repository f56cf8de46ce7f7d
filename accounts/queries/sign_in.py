"""The demo accounts that the sign-in page of a demo shows."""

from django.utils.translation import gettext as _

from accounts.models import Delegation, Employee, ReportingLine, RoleGrant

DEMO_DOMAIN = "@demo.selaras.example"


def demo_accounts(on):
    """Return (person, words for what the person may do) for each demo account."""
    people = list(
        Employee.objects.active().filter(email__iendswith=DEMO_DOMAIN).order_by("email", "pk")
    )
    grants = RoleGrant.objects.in_force(on).filter(employee__in=people).order_by("role", "pk")
    supervising = set(
        ReportingLine.objects.in_force(on)
        .filter(supervisor__in=people)
        .values_list("supervisor_id", flat=True)
    )
    words = {person.pk: [] for person in people}
    for grant in grants:
        words[grant.employee_id].append(grant.get_role_display())
    for pk in supervising:
        words[pk].append(_("supervisor"))
    for held in Delegation.objects.in_force(on).filter(delegate__in=people).order_by("pk"):
        words[held.delegate_id].append(_("acts for a colleague"))
    return [(person, said_once(words[person.pk]) or _("employee")) for person in people]


def said_once(words):
    """Return words with commas, each of them once."""
    return ", ".join(dict.fromkeys(words))
