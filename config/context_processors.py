"""What every page knows."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification


def selaras(request):
    """Return the agency, the mode, the person's preferences and the number of unread notices."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "agency_name": settings.AGENCY_NAME,
        "agency_logo": settings.AGENCY_LOGO,
        "agency_contact": settings.AGENCY_CONTACT or _("the HR administrators of your unit"),
        "demo_mode": settings.DEMO,
        "actor": getattr(request, "actor", None),
        "theme": user.theme if signed_in else "auto",
        "text_size": user.text_size if signed_in else "m",
        "shortcuts_on": user.shortcuts if signed_in else True,
        "unread_notices": Notification.objects.filter(recipient=user).unread().count()
        if signed_in
        else 0,
    }
