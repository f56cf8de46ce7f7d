"""Bring the database of the demo up to date, as its owner: tables, reference data, demo data.

One process for all commands, because each start of Django costs a second. The lines about the demo
accounts go to standard output, everything else to standard error.
"""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command, get_commands

COMMANDS = ("load_reference_data", "seed_demo")
LOGINS = "demo_logins"


def main() -> None:
    """Run each command in order; the first failure ends the start."""
    use_owner()
    django.setup()
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    for command in COMMANDS:
        call_command(command, stdout=sys.stderr)
    if LOGINS in get_commands():
        call_command(LOGINS)


def use_owner() -> None:
    """Connect as the owner of the tables, who alone may change them."""
    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner:
        os.environ["DATABASE_URL"] = owner
    else:
        print("[up] WARNING: no DATABASE_OWNER_URL, migrating as DATABASE_URL", file=sys.stderr)


if __name__ == "__main__":
    main()
