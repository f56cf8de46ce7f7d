"""Pages of no app: whether this process is ready, and what to say to a stale form."""

import secrets
import time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from appraisal.queries.last_saved import last_saved
from config.celery import ping
from config.samples import sample_context

WORKER_LIMIT_S = 3


@never_cache
@require_safe
@login_not_required
def ready(request):
    """Answer 200 if the database is there and migrated, else 503 with what is missing."""
    fault = database_fault()
    if not fault and settings.DEMO and "worker" in request.GET:
        fault = worker_fault()
    text = fault or "ready"
    return HttpResponse(f"{text}\n", content_type="text/plain", status=503 if fault else 200)


def database_fault():
    """Say what is wrong with the database, or nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
    except Error:
        return "no database"
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "database not migrated" if plan else ""


def worker_fault():
    """Wait a moment for a task that leaves a mark in the cache; say if none came."""
    mark = f"ping-{secrets.token_hex(8)}"
    ping.delay(mark=mark)
    deadline = time.monotonic() + WORKER_LIMIT_S
    while not cache.get(mark):
        if time.monotonic() > deadline:
            return "no worker"
        time.sleep(0.05)
    return ""


def csrf_failure(request, reason=""):
    """Tell a person whose form is too old how to go on."""
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """Say that the fault is ours, and when the person's last draft was saved, if the database answers."""
    words = {"saved_at": last_saved_or_nothing(request)}
    return HttpResponseServerError(render_to_string("500.html", words))


def last_saved_or_nothing(request):
    """Return the moment of the last saved draft; nothing for a visitor, or while the database is away."""
    try:
        user = getattr(request, "user", None)
        return last_saved(user) if user and user.is_authenticated else None
    except Error:
        return None


def component_index(request):
    """Show every component with invented data, where there are no real people."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "components/index.html", sample_context())
