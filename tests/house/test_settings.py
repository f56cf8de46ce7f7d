"""What the browser and the network are told, here and in production."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "selaras.example.go.id",
}


@pytest.mark.django_db
def test_page_allows_only_our_own_content(client):
    policy = client.get(str(settings.LOGIN_URL)).headers["Content-Security-Policy"]

    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts == DIRECTIVES


def test_production_passes_the_deployment_check():
    outcome = manage_in_production("check", "--deploy", "--fail-level", "WARNING")

    assert outcome.returncode == 0, outcome.stderr


def test_production_does_not_start_without_secret_key():
    outcome = manage_in_production("check", SECRET_KEY=None)

    assert "SECRET_KEY is not set" in outcome.stderr


def manage_in_production(*arguments, **changes):
    """Run a command of manage.py with the settings of production."""
    environment = {**os.environ, **PRODUCTION, **changes}
    given = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_static_files_can_be_collected_for_production(tmp_path):
    outcome = manage_in_production("collectstatic", "--noinput", STATIC_ROOT=str(tmp_path))

    assert outcome.returncode == 0, outcome.stderr
