"""A private PostgreSQL server: its cluster, its start, its end."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import psycopg2

from .postgres_binaries import copy_binaries, find_binaries, major_version, reachable
from .process import LOCALHOST, ServiceError, end_with_parent, free_port, wait_for
from .roles import APP, DATABASE, OWNER, Connect, prepare_database

SUPERUSER = "postgres"  # of the private cluster; only this module signs in with it
OUTSIDE = Path("/var/lib/selaras-dev")  # for root, when the checkout is below a private folder
START_LIMIT_S = 30
STOP_LIMIT_S = 20

# The same sort order on every system: no ICU, no locale of the host.
INITDB_OPTIONS = ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8"]
SETTINGS = {
    "listen_addresses": LOCALHOST,
    "unix_socket_directories": "",  # TCP only: a socket needs a folder, with a short path
    "max_connections": "60",
    "shared_buffers": "64MB",
    "max_locks_per_transaction": "256",  # a flush between tests locks every table at once
    "timezone": "UTC",
}
# A crash may destroy a cluster that runs with these: tests only.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "2GB",
}


class Account(NamedTuple):
    """The system account that the server runs as."""

    uid: int
    gid: int


class Postgres:
    """A private PostgreSQL server with its data below a state folder."""

    variable = "DATABASE_URL"

    def __init__(self, state: Path, *, fast: bool) -> None:
        """Find the binaries and the places; nothing is written or started yet."""
        self.fast = fast
        self.account = server_account()
        self.binaries = find_binaries()
        self.home = state.resolve() / "pg"
        self.process: subprocess.Popen[bytes] | None = None
        if self.account:
            self.leave_private_folders(state, self.account)
        major = major_version(self.binaries)
        self.data = self.home / f"data-{major}"  # never opened by another major version
        self.password_file = self.home / f"password-{major}"

    def leave_private_folders(self, state: Path, account: Account) -> None:
        """Keep data and binaries where the server's account can reach them.

        Root needs this when the checkout or the environment is below a folder of mode 0700: such
        folders stay as they are, and the server gets a place outside.
        """
        if not reachable(state, account.uid):
            self.home = place_outside(state) / "pg"
        if not reachable(self.binaries, account.uid):
            self.binaries = copy_binaries(self.binaries, place_outside(self.binaries))

    def start(self) -> dict[str, str]:
        """Start the server on a free port and return the URL for each of its two roles."""
        self.prepare_home()
        if not self.data.exists():
            self.create_cluster()
        self.stop_left_over()
        port = free_port()
        self.process = self.launch(port)
        connect = self.wait_until_it_answers(self.process, port)
        passwords = prepare_database(connect)
        return {
            variable: f"postgres://{role}:{passwords[role]}@{LOCALHOST}:{port}/{DATABASE}"
            for variable, role in {self.variable: APP, "DATABASE_OWNER_URL": OWNER}.items()
        }

    def prepare_home(self) -> None:
        """Make the folder for data, password and log, closed to everybody else."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.account and not reachable(self.home.parent, self.account.uid):
            raise ServiceError(f"PostgreSQL (uid {self.account.uid}) cannot enter {self.home}")
        self.give_to_server(self.home)
        self.home.chmod(0o700)

    def give_to_server(self, path: Path) -> None:
        """Hand a file or folder to the account that the server runs as."""
        if self.account:
            os.chown(path, *self.account)

    def create_cluster(self) -> None:
        """Make a cluster with a random password; a broken-off attempt leaves none."""
        unfinished = self.home / f"{self.data.name}.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        self.password_file.touch(0o600)
        self.password_file.write_text(secrets.token_urlsafe(18))
        self.give_to_server(self.password_file)
        command = [str(self.binaries / "initdb"), "-D", str(unfinished), "-U", SUPERUSER]
        command += [*INITDB_OPTIONS, f"--pwfile={self.password_file}"]
        if self.fast:
            command.append("--no-sync")
        child = self.child_options()
        outcome = subprocess.run(command, capture_output=True, text=True, check=False, **child)
        if outcome.returncode:
            raise ServiceError(f"initdb failed: {outcome.stderr}")
        unfinished.rename(self.data)

    def stop_left_over(self) -> None:
        """Stop our own server if a killed run has left it behind."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split()[0])
        command = command_line(pid)
        if "postgres" not in command or str(self.data) not in command:
            return  # the number is another process's now; postgres clears the file itself
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + STOP_LIMIT_S
        while pid_file.exists():
            if time.monotonic() > deadline:
                raise ServiceError(f"PostgreSQL of an earlier run does not stop: process {pid}")
            time.sleep(0.05)

    def launch(self, port: int) -> subprocess.Popen[bytes]:
        """Start the server process."""
        settings = SETTINGS | (FAST_SETTINGS if self.fast else {}) | {"port": str(port)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.binary, "-D", self.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent,
                **self.child_options(),
            )

    @property
    def binary(self) -> Path:
        """The server program."""
        return self.binaries / "postgres"

    @property
    def log(self) -> Path:
        """The file that the server's messages go to."""
        return self.home / "log"

    def child_options(self) -> dict[str, Any]:
        """Options of a child: no PG* variables, a neutral locale, and never uid 0."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        options: dict[str, Any] = {"cwd": "/", "env": {**kept, "LC_ALL": "C", "LANG": "C"}}
        if self.account:
            uid, gid = self.account
            options |= {"user": uid, "group": gid, "extra_groups": []}
        return options

    def wait_until_it_answers(self, process: subprocess.Popen[bytes], port: int) -> Connect:
        """Return how its superuser connects, as soon as the server takes connections."""
        place = {"host": LOCALHOST, "port": port, "connect_timeout": 2}
        password = self.password_file.read_text()
        connect = partial(psycopg2.connect, user=SUPERUSER, password=password, **place)
        connection = wait_for(
            partial(connect, dbname="postgres"),
            failure=psycopg2.OperationalError,
            process=process,
            limit_s=START_LIMIT_S,
            log=self.log,
        )
        connection.close()
        return connect

    def stop(self) -> None:
        """Stop the server: fast, and by force if that does not help."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown
            try:
                self.process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(5)


def server_account() -> Account | None:
    """Return the account to run PostgreSQL as; None means our own.

    PostgreSQL refuses to run as root.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


def place_outside(path: Path) -> Path:
    """Return the folder outside that stands for a private one."""
    return OUTSIDE / hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:10]


def command_line(pid: int) -> str:
    """Return the command line of a process, or nothing if it is gone."""
    if shutil.which("ps"):
        command = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
