"""Lead people back to the page of ours from which they came."""

from django.utils.http import url_has_allowed_host_and_scheme


def place_to_return(request, otherwise):
    """Return the page of ours that the address or the form names as the way back, else another."""
    back = request.POST.get("back") or request.GET.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return otherwise
