"""What every private child process needs: a port, an only owner, a start and an orderly end."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

LOCALHOST = "127.0.0.1"
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1

Answer = TypeVar("Answer")


class ServiceError(RuntimeError):
    """A private server cannot be found or started; the message says what to do."""


class InUseError(ServiceError):
    """Another run holds the folder."""


def free_port() -> int:
    """Return a TCP port of this host that is free at this moment."""
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        port: int = probe.getsockname()[1]
    return port


def port_is_taken(port: int) -> bool:
    """Tell whether something already answers on the port."""
    with socket.socket() as probe:
        return probe.connect_ex((LOCALHOST, port)) == 0


def end_with_parent() -> None:
    """Prepare a child before exec: end when the parent ends (Linux), and ignore its Ctrl-C.

    In the parent's process group the child would get Ctrl-C at the same time as the parent, which
    stops its children one after the other.
    """
    with contextlib.suppress(AttributeError):  # only Linux has prctl
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    os.setsid()


@contextlib.contextmanager
def only_run_in(state: Path) -> Iterator[None]:
    """Refuse a second run in the same folder: it would stop the servers of the first."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("w") as lock_file:
        try:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            message = f"Another run uses {state}. Wait for it, or stop it with Ctrl-C."
            raise InUseError(message) from error
        yield


def wait_for(
    attempt: Callable[[], Answer],
    *,
    failure: type[Exception],
    process: subprocess.Popen[bytes],
    limit_s: float,
    log: Path,
) -> Answer:
    """Repeat an attempt until it succeeds, unless the process ends or the time is over."""
    deadline = time.monotonic() + limit_s
    while True:
        try:
            return attempt()
        except failure as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise ServiceError(f"A server did not start; its log is {log}\n{error}") from error
            time.sleep(0.02)
