"""Change a password, or get a new one by mail."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.sign_in import ChangePasswordForm, NewPasswordForm, PasswordResetForm
from accounts.models import Employee
from accounts.services.password import request_password_reset, set_password
from accounts.views.sign_in import status_of


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request):
    """Change the password; this session stays, all others end."""
    forced = request.user.must_change_password
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        set_password(employee=request.user, password=password, at=timezone.now())
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password was changed. Other devices were signed out."))
        return redirect(settings.LOGIN_REDIRECT_URL if forced else "accounts:profile")
    words = {"form": form, "forced": forced}
    return render(request, "accounts/password_change.html", words, status=status_of(form))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset(request):
    """Ask for NIP or e-mail; the answer is the same whether anybody has it or not."""
    form = PasswordResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request_password_reset(name=form.cleaned_data["name"], at=timezone.now())
        return redirect("accounts:password_reset_done")
    return render(request, "accounts/password_reset.html", {"form": form}, status=status_of(form))


@login_not_required
@require_safe
def password_reset_done(request):
    """Say where to look for the letter."""
    return render(request, "accounts/password_reset_done.html")


@method_decorator(login_not_required, name="dispatch")
class PasswordResetConfirm(PasswordResetConfirmView):
    """Choose a new password with the link from the letter."""

    template_name = "accounts/password_reset_confirm.html"
    form_class = NewPasswordForm

    def get_user(self, uidb64):
        """Return the person whose public id stands in the link."""
        return Employee.objects.active().filter(public_id=uidb64).first()

    def form_valid(self, form):
        """Set the password through the service."""
        password = form.cleaned_data["new_password1"]
        set_password(employee=self.user, password=password, at=timezone.now())
        del self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        return redirect("accounts:password_reset_complete")

    def form_invalid(self, form):
        """Answer 422 with the form."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@login_not_required
@require_safe
def password_reset_complete(request):
    """Lead back to the sign-in page."""
    return render(request, "accounts/password_reset_complete.html")
