"""Run a command of manage.py on the private servers: those of a running `up`, else its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from .embedded import join, services
from .process import InUseError, ServiceError
from .up import ROOT, STATE


def main() -> int:
    """Provide the servers, run the command, and return its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(services(STATE))
        except InUseError:
            join(STATE)
        except ServiceError as error:
            sys.exit(f"[manage] {error}")
        command = [sys.executable, "manage.py", *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
