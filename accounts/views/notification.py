"""What is new for me."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Notification
from accounts.services.notification import mark_read, mark_unread

PER_PAGE = 50
ALL_READ_KEY = "notices_read_at"  # in the session: when all were marked, for the undo


@require_safe
def notification_list(request):
    """List one's own notices, newest first: all, or those not read yet."""
    notices = Notification.objects.visible_to(request.actor)
    only_new = request.GET.get("show") == "new"
    shown = notices.unread() if only_new else notices
    page = Paginator(shown.order_by("-created_at", "pk"), PER_PAGE)
    words = {
        "page": page.get_page(request.GET.get("page")),
        "only_new": only_new,
        "may_undo": ALL_READ_KEY in request.session,
    }
    return render(request, "accounts/notification_list.html", words)


@require_http_methods(["GET", "POST"])
def notification_open(request, public_id):
    """Mark a notice as read and go where it leads: a link, so that it opens in a new tab as well."""
    own = Notification.objects.visible_to(request.actor)
    notice = get_object_or_404(own, public_id=public_id)
    if "prefetch" not in request.headers.get("Sec-Purpose", ""):  # a browser that looks ahead
        mark_read(notifications=own.filter(pk=notice.pk), at=timezone.now())
    inside = url_has_allowed_host_and_scheme(notice.link, {request.get_host()})
    return redirect(notice.link if notice.link and inside else "accounts:notification_list")


@require_POST
def notification_mark(request, public_id):
    """Mark one notice as read, or as new again."""
    own = Notification.objects.visible_to(request.actor)
    notice = own.filter(pk=get_object_or_404(own, public_id=public_id).pk)
    if request.POST.get("as") == "new":
        mark_unread(notifications=notice)
    else:
        mark_read(notifications=notice, at=timezone.now())
    return redirect("accounts:notification_list")


@require_POST
def notifications_read(request):
    """Mark all of one's notices as read; the list offers to undo it."""
    at = timezone.now()
    count = mark_read(notifications=Notification.objects.visible_to(request.actor), at=at)
    if count:
        request.session[ALL_READ_KEY] = at.isoformat()
        text = ngettext("%(count)s notice is read.", "%(count)s notices are read.", count)
        messages.success(request, text % {"count": count})
    return redirect("accounts:notification_list")


@require_POST
def notifications_unread(request):
    """Make new again what was marked with one press."""
    at = parse_datetime(request.session.pop(ALL_READ_KEY, ""))
    own = Notification.objects.visible_to(request.actor)
    mark_unread(notifications=own.filter(read_at=at) if at else own.none())
    return redirect("accounts:notification_list")
