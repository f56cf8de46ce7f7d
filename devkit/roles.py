"""The two database roles of Selaras in a private cluster, as production has them.

`selaras_owner` owns the database and everything in it, and migrates. `selaras_app` runs the
application: it reads and writes rows and can change no table.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DATABASE = "selaras"
OWNER, APP = "selaras_owner", "selaras_app"
# The owner makes test databases, and steps into the other role where a test asks for it.
ATTRIBUTES = {OWNER: "CREATEDB", APP: "NOCREATEDB"}
PRIVILEGES = Path(__file__).resolve().parent.parent / "config" / "deploy" / "privileges.sql"

Connect = Callable[..., Any]


def prepare_database(connect: Connect) -> dict[str, str]:
    """Make roles and database where they are missing; return a fresh password for each role."""
    with cursor_in(connect, "postgres") as cursor:
        passwords = {role: prepare_role(cursor, role) for role in ATTRIBUTES}
        cursor.execute(f"GRANT {APP} TO {OWNER}")
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        exists = cursor.rowcount
    if not exists:
        # Every database is a copy of this one, test databases too, and so inherits the privileges.
        with cursor_in(connect, "template1") as cursor:
            cursor.execute(PRIVILEGES.read_text())
        with cursor_in(connect, "postgres") as cursor:
            cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    return passwords


def prepare_role(cursor: Any, role: str) -> str:
    """Make a role if it is missing, and give it a new password."""
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
    if not cursor.rowcount:
        cursor.execute(f"CREATE ROLE {role} LOGIN {ATTRIBUTES[role]}")
    password = secrets.token_urlsafe(18)
    cursor.execute(f"ALTER ROLE {role} PASSWORD %s", [password])
    return password


@contextlib.contextmanager
def cursor_in(connect: Connect, database: str) -> Iterator[Any]:
    """Lend a cursor in one database; each statement stands for itself."""
    connection = connect(dbname=database)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        yield cursor
