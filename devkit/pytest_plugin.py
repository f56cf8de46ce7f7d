"""Private servers for a test run, started before pytest-django reads the settings.

Loaded by `-p devkit.pytest_plugin` in addopts. With pytest-xdist only the controlling process
starts servers; its workers inherit the two variables.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from pathlib import Path

from .embedded import services
from .process import ServiceError

STATE = Path(__file__).resolve().parent.parent / ".run" / "test"


def start_services() -> None:
    """Start the servers now and stop them when the process ends."""
    running = contextlib.ExitStack()
    atexit.register(running.close)
    try:
        running.enter_context(services(STATE, fast=True))
    except ServiceError as error:
        sys.exit(f"[services] {error}")


def choose_places() -> None:
    """Test as the owner, who makes test databases; keep apart from others in a shared Redis."""
    os.environ["DATABASE_URL"] = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    os.environ["CACHE_PREFIX"] = f"test-{os.getpid()}"


if "PYTEST_XDIST_WORKER" not in os.environ:
    start_services()
choose_places()
