"""What is new for me."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Notification
from accounts.services.notification import mark_read

PER_PAGE = 50


@require_safe
def notification_list(request):
    """List one's own notices, newest first."""
    notices = Notification.objects.visible_to(request.actor)
    page = Paginator(notices.order_by("-created_at", "pk"), PER_PAGE)
    words = {"page": page.get_page(request.GET.get("page"))}
    return render(request, "accounts/notification_list.html", words)


@require_POST
def notification_open(request, public_id):
    """Mark a notice as read and go where it leads."""
    own = Notification.objects.visible_to(request.actor)
    notice = get_object_or_404(own, public_id=public_id)
    mark_read(notifications=own.filter(pk=notice.pk), at=timezone.now())
    inside = url_has_allowed_host_and_scheme(notice.link, {request.get_host()})
    return redirect(notice.link if notice.link and inside else "accounts:notification_list")


@require_POST
def notifications_read(request):
    """Mark all of one's notices as read."""
    mark_read(notifications=Notification.objects.visible_to(request.actor), at=timezone.now())
    return redirect("accounts:notification_list")
