"""What a document may load while it is printed: the project's own static files and data: URLs."""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BINARY = "application/octet-stream"
BASE_URL = (
    "http://selaras.invalid/"  # a host that cannot exist; every address below it is a file of ours
)


class StaticFileFetcher(URLFetcher):
    """Resolves names of static files, never a path, a host or another scheme: all else ends the printing."""

    def __init__(self):
        """Allow nothing but data: to the parent."""
        super().__init__(allowed_protocols=("data",), fail_on_errors=True)

    def fetch(self, url, headers=None):
        """Return one of our own files, or refuse."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = static_file(url)
        if path is None:
            raise FatalURLFetchingError(f"a document may not load {url}")
        kind, _encoding = mimetypes.guess_type(path.name)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind or BINARY})


def static_file(url):
    """Return the file that a static address names, or None when it names anything else."""
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}/" != BASE_URL or not parts.path.startswith(
        settings.STATIC_URL
    ):
        return None
    name = unquote(parts.path.removeprefix(settings.STATIC_URL))
    if ".." in Path(name).parts:
        return None
    collected = Path(settings.STATIC_ROOT) / name
    found = collected if collected.is_file() else finders.find(name)
    return Path(found) if found else None
