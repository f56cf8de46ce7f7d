#!/usr/bin/env python3
"""Django's command line for Selaras."""

import os
import sys

from django.core.management import execute_from_command_line

# These change tables or what only the owner may write; everything else runs as the application.
OWNER_COMMANDS = {"migrate", "load_reference_data", "seed_demo", "flush"}


def choose_role(arguments):
    """Connect as the owner of the tables where the command needs it."""
    if not OWNER_COMMANDS.intersection(arguments[1:2]):
        return
    if owner := os.environ.get("DATABASE_OWNER_URL"):
        os.environ["DATABASE_URL"] = owner
    else:
        name = arguments[1]
        sys.stderr.write(f"WARNING: no DATABASE_OWNER_URL; {name} runs as DATABASE_URL\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    choose_role(sys.argv)
    execute_from_command_line(sys.argv)
