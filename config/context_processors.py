"""What every page knows."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Notification
from accounts.queries.delegation import held_now
from accounts.views.session import time_left
from appraisal.queries.last_saved import last_saved


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
        "session_left": time_left(request.session, int(timezone.now().timestamp()))
        if signed_in
        else None,
        "last_saved": lambda: last_saved(user) if signed_in else None,
        "acting_for": lambda: held_now(request.actor) if signed_in else [],
        "unread_notices": Notification.objects.filter(recipient=user).unread().count()
        if signed_in
        else 0,
    }
