"""What every request passes: preferences, the actor, and the house's way of saying no."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.queries.actor import actor_of
from accounts.refusals import Refusal
from accounts.rules.session_ends import MINUTE_S
from accounts.views.session import LAST, SHARED, time_left
from accounts.views.words_not_sent import typed_words, words_not_sent

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class MaintenanceMiddleware:
    """Answer every page with 503 while the application is looked after; needs no database."""

    def __init__(self, get_response):
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Pass on, or say until when; the health check always passes."""
        if not settings.MAINTENANCE or request.path.startswith("/healthz/"):
            return self.get_response(request)
        language = "en" if request.COOKIES.get("language") == "en" else "id"
        with translation.override(language):
            page = render_to_string("503.html", {"until": settings.MAINTENANCE_UNTIL})
        return HttpResponse(page, status=503, headers={"Retry-After": "600"})


class PreferencesMiddleware:
    """Speak the person's language; a visitor's is kept in a cookie."""

    def __init__(self, get_response):
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Activate the language for this request."""
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = "en" if request.COOKIES.get("language") == "en" else "id"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class SessionEndMiddleware:
    """End a session that saw no step for too long; keep nothing in a browser that is shared."""

    def __init__(self, get_response):
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Pass on, and tell a shared browser to store nothing."""
        response = self.get_response(request)
        if request.session.get(SHARED):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request, _view, _args, _kwargs):
        """Sign out when the time is over; else note this step, once a minute at most."""
        now = int(timezone.now().timestamp())
        left = time_left(request.session, now)
        if left is None:
            return
        if left <= 0:
            self.end(request)
        elif is_step(request) and now - request.session[LAST] >= MINUTE_S:
            request.session[LAST] = now

    def end(self, request):
        """Sign out; the next layer asks for the password and leads back to this page."""
        logout(request)
        request.actor = None
        messages.info(request, _("Your session has ended. Drafts that were saved are still there."))


def is_step(request):
    """Tell whether a person did something; asking how long the session lasts is no step."""
    asked = request.resolver_match.view_name == "accounts:session_left"
    return not asked or request.method not in SAFE_METHODS


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask who is there, and lead back to the page on which a form was sent too late."""

    def handle_no_permission(self, request, view_func):
        """Answer a script with 401; show typed words to copy; lead everybody else to the sign-in page."""
        if request.htmx:
            return HttpResponse(status=401)
        if request.method in SAFE_METHODS:
            return super().handle_no_permission(request, view_func)
        words = typed_words(request.POST)
        if words:
            return words_not_sent(request, words, came_from(request))
        messages.info(
            request,
            _("What you just sent was not saved: sign in, then send it once more."),
        )
        return redirect_to_login(came_from(request), settings.LOGIN_URL, REDIRECT_FIELD_NAME)


class ActorMiddleware:
    """Give signed-in requests `request.actor`, resolved once and only if somebody asks."""

    def __init__(self, get_response):
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Attach the lazy actor."""
        if request.user.is_authenticated:
            request.actor = SimpleLazyObject(lambda: actor_of(request.user, timezone.localdate()))
        else:
            request.actor = None
        return self.get_response(request)


class PasswordMiddleware:
    """Let nobody go on with a password that must be changed first."""

    FREE = frozenset({"accounts:password_change", "accounts:sign_out", "accounts:language"})

    def __init__(self, get_response):
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        """Lead to the page where the password is changed."""
        free = request.resolver_match.view_name in self.FREE
        if request.user.is_authenticated and request.user.must_change_password and not free:
            return redirect("accounts:password_change")
        return None


class RefusalMiddleware:
    """Turn a refusal of a button-only post into a message on the page the person came from."""

    def __init__(self, get_response):
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer a Refusal; everything else is a bug and must surface."""
        if not isinstance(exception, Refusal):
            return None
        if request.htmx:
            return HttpResponse(str(exception), status=409)
        messages.error(request, str(exception))
        return redirect(came_from(request))


class ButtonAddressMiddleware:
    """Answer with a page, not an empty one, where the address of a button is opened like a link."""

    def __init__(self, get_response):
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request):
        """Say how to go on; the status and the allowed methods stay as they are."""
        response = self.get_response(request)
        wants_page = request.method == "GET" and request.accepts("text/html")
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and wants_page:
            response.content = render_to_string("405.html", request=request)
        return response


def came_from(request):
    """Return the page of this site that the person came from, else the start page."""
    referer = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        parts = urlsplit(referer)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return "/"
