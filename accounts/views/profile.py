"""One's own data and preferences."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts.forms.profile import PreferencesForm
from accounts.models import Employee, RoleGrant
from accounts.queries.employee import posts_history, team_of
from accounts.queries.reporting_line import supervisor_chain
from accounts.services.preferences import save_preferences
from accounts.views.session import SHARED, set_shared
from accounts.views.sign_in import next_page

A_YEAR_S = 365 * 24 * 60 * 60
BEFORE_KEY = "preferences_before"  # in the session: what the last change replaced


@require_safe
def profile(request):
    """Show what is known about oneself, and the preferences."""
    return profile_page(request, PreferencesForm(instance=request.user))


@require_POST
def preferences(request):
    """Save the preferences."""
    person = Employee.objects.get(pk=request.user.pk)
    form = PreferencesForm(request.POST, instance=person)
    if not form.is_valid():
        return profile_page(request, form, status=422)
    before = save_preferences(employee=request.user, preferences=form.preferences())
    request.session[BEFORE_KEY] = before
    set_shared(request.session, is_shared=request.user.shared_computer)
    with override(request.user.language):
        messages.success(request, _("Your preferences were saved."))
    return redirect("accounts:profile")


@require_POST
def preferences_undo(request):
    """Go back to the preferences before the last change; a second time finds nothing to undo."""
    before = request.session.pop(BEFORE_KEY, None)
    if before:
        save_preferences(employee=request.user, preferences=before)
        set_shared(request.session, is_shared=request.user.shared_computer)
        with override(request.user.language):
            messages.success(request, _("Your preferences are as they were before."))
    return redirect("accounts:profile")


def profile_page(request, form, status=200):
    """Draw the page of oneself."""
    on = request.actor.on
    words = {
        "form": form,
        "may_undo": BEFORE_KEY in request.session,
        "posts": posts_history(request.user, on),
        "chain": supervisor_chain(request.user, on),
        "team": team_of(request.user, on),
        "grants": RoleGrant.objects.in_force(on)
        .filter(employee=request.user)
        .order_by("role", "pk"),
        "on": on,
    }
    return render(request, "accounts/profile.html", words, status=status)


@login_not_required
@require_POST
def language(request):
    """Switch the language: kept with the person, or in a visitor's cookie."""
    wanted = request.POST.get("language")
    response = HttpResponseRedirect(next_page(request))
    if wanted in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            save_preferences(employee=request.user, preferences={"language": wanted})
        response.set_cookie(
            "language",
            wanted,
            max_age=None if request.session.get(SHARED) else A_YEAR_S,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response
