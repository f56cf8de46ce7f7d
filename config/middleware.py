"""What every request passes: preferences, the actor, and the house's way of saying no."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.queries.actor import actor_of
from accounts.refusals import Refusal


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


def came_from(request):
    """Return the page of this site that the person came from, else the start page."""
    referer = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        parts = urlsplit(referer)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return "/"
