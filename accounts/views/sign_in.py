"""Through the door and out again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.sign_in import NewPasswordForm, SignInCodeForm, SignInForm
from accounts.models import SignInCode
from accounts.queries.sign_in import demo_accounts
from accounts.services.sign_in_code import choose_first_password
from accounts.views.session import begin_session

CODE_KEY = "sign_in_code"  # in the session: which code was shown to be right


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """Ask for NIP or e-mail and password."""
    if request.user.is_authenticated:
        return redirect(next_page(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begin_session(request, form.person, is_shared=form.cleaned_data["shared_computer"])
        return redirect(next_page(request))
    demo = settings.DEMO and demo_accounts(timezone.localdate())
    wanted = next_page(request)
    words = {"form": form, "next": wanted, "demo": demo, "ways_in": ways_in(form)}
    words["is_led_here"] = wanted != resolve_url(settings.LOGIN_REDIRECT_URL)
    if demo:
        words["demo_password"] = settings.DEMO_PASSWORD
    return render(request, "accounts/sign_in.html", words, status=status_of(form))


def ways_in(form):
    """Return the links that help who is not let in: a new password, or the code of the first day."""
    if not form.non_field_errors():
        return []
    return [
        (reverse("accounts:password_reset"), _("Forgot your password?")),
        (
            reverse("accounts:first_sign_in"),
            _("First time here? Use the one-time code from HR"),
        ),
    ]


@require_POST
def sign_out(request):
    """End the session."""
    logout(request)
    messages.success(request, _("You are signed out."))
    response = redirect("accounts:sign_in")
    response.headers["Clear-Site-Data"] = (
        '"cache", "storage"'  # nothing stays on an office computer
    )
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def first_sign_in(request):
    """Ask for NIP and one-time code."""
    form = SignInCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session.cycle_key()
        request.session[CODE_KEY] = form.sign_in_code.pk
        return redirect("accounts:first_password")
    return render(request, "accounts/first_sign_in.html", {"form": form}, status=status_of(form))


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request):
    """Ask for the password to use from now on; only now is the code used up."""
    code = pending_code(request)
    if code is None:
        return redirect("accounts:first_sign_in")
    form = NewPasswordForm(code.employee, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = choose_first_password(
            sign_in_code=code, password=form.cleaned_data["new_password1"], at=timezone.now()
        )
        request.session.pop(CODE_KEY, None)
        begin_session(request, person)
        return redirect(settings.LOGIN_REDIRECT_URL)
    words = {"form": form, "employee": code.employee}
    return render(request, "accounts/first_password.html", words, status=status_of(form))


def pending_code(request):
    """Return the code that this visitor has shown and that still works."""
    codes = SignInCode.objects.filter(used_at=None, expires_at__gt=timezone.now())
    return codes.filter(pk=request.session.get(CODE_KEY)).select_related("employee").first()


def next_page(request):
    """Return the page of this site that the person wanted, else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else resolve_url(settings.LOGIN_REDIRECT_URL)


def status_of(form):
    """Return 422 for a form with faults, else 200."""
    return 422 if form.errors else 200
