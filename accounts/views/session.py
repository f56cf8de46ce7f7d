"""Begin a session, say how long it still lasts, and keep it alive."""

from django.contrib.auth import login
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.rules.session_ends import seconds_left

BEGAN, LAST, SHARED = "began_at", "last_step_at", "is_shared"  # keys in the session


def begin_session(request, person, *, is_shared=False):
    """Sign a person in; on a shared computer the session ends with the browser."""
    login(request, person)
    now = int(timezone.now().timestamp())
    request.session[BEGAN] = request.session[LAST] = now
    set_shared(request.session, is_shared=is_shared or person.shared_computer)


def set_shared(session, *, is_shared):
    """Remember whether the computer is shared."""
    session[SHARED] = is_shared
    session.set_expiry(0 if is_shared else None)


def time_left(session, now):
    """Return the seconds until a session ends, or None when nobody counts them."""
    if LAST not in session:
        return None
    return seconds_left(
        began=session[BEGAN], last=session[LAST], now=now, is_shared=session.get(SHARED, False)
    )


@never_cache
@require_http_methods(["GET", "POST"])
def session_left(request):
    """Answer who is signed in, for how many seconds, with which token; a POST keeps the session alive."""
    left = time_left(request.session, int(timezone.now().timestamp()))
    who = str(request.user.public_id)
    return JsonResponse({"left": left, "who": who, "token": get_token(request)})
