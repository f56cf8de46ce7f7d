"""Readers of environment variables that refuse nonsense loudly, one per type."""

import json
import os
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def env_str(name, default=None):
    """Return a text; without a default the variable must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set")
    return value


def env_bool(name, *, default=False):
    """Return a truth value written as 1/0, true/false, yes/no or on/off."""
    text = os.environ.get(name)
    if text is None:
        return default
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={text!r} is neither true nor false")


def env_list(name, default=""):
    """Return the parts of a comma-separated text."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def env_json(name):
    """Return the object written as JSON, or an empty one."""
    try:
        value = json.loads(os.environ.get(name) or "{}")
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f"{name} must be a JSON object")
    return value


def env_database(name):
    """Return Django's database settings from a URL such as postgres://user:password@host:5432/name."""
    url = os.environ.get(name)
    if not url:
        raise ImproperlyConfigured(
            f"{name} is not set. `python3 dev.py up` and `python3 dev.py test`"
            " start a private server and set it."
        )
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgres://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
