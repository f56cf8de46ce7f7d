"""Hand out stored files: as private downloads, and with advice when one is not there any more."""

from django.http import FileResponse
from django.shortcuts import render, resolve_url


def send_file(request, file, name, *, back, again=""):
    """Send a stored file as a download that no cache keeps.

    `back` is where the person came from, `again` the address that makes a lost file anew.
    """
    try:
        content = file.open("rb")
    except FileNotFoundError:
        return file_is_gone(request, back=back, again=again)
    response = FileResponse(content, as_attachment=True, filename=name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_is_gone(request, *, back, again="", status=404):
    """Say that a file is not there any more and what to do."""
    context = {"back": resolve_url(back), "again": again, "is_expired": status == 410}
    return render(request, "file_gone.html", context, status=status)
