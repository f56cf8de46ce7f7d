"""Run the whole application on private servers: web, two Celery workers and beat, until Ctrl-C.

`devkit.prepare` migrates and seeds as the owner of the database; the four processes run as the
application's role. The ready page, asked with `?worker=1`, also waits for a task of the worker.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import NoReturn

from .embedded import services
from .process import (
    LOCALHOST,
    InUseError,
    ServiceError,
    end_with_parent,
    only_run_in,
    port_is_taken,
)

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".run"
READY_PATH = "/healthz/ready?worker=1"
READY_LIMIT_S = 90
PORT_LIMIT_S = 4
STOP_LIMIT_S = 10
QUICK_START = ["--without-gossip", "--without-mingle"]  # nothing to say to the other worker
ROOT_IS_FINE_HERE = "ignore:You're running the worker with superuser privileges"

Processes = dict[str, subprocess.Popen[str]]


def main() -> None:
    """Set up, start, wait until ready, then watch until Ctrl-C (or stop at once with --once)."""
    started = time.monotonic()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_like_ctrl_c)
    try:
        with only_run_in(STATE / "up"):
            port = chosen_port()
            with services(STATE):
                run_application(port, started, once="--once" in sys.argv)
    except InUseError:
        sys.exit("[up] Selaras already runs from this folder. Ctrl-C in its window stops it.")
    except ServiceError as error:
        sys.exit(f"[up] {error}")
    except KeyboardInterrupt:
        print("[up] stopped", flush=True)


def chosen_port() -> int:
    """Return the port to serve, once it is free: what a killed run left behind needs a moment."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ServiceError(f"PORT={text} is not a port number")
    port = int(text)
    deadline = time.monotonic() + PORT_LIMIT_S
    while port_is_taken(port):
        if time.monotonic() > deadline:
            other = f"PORT={port + 1} python3 dev.py up"
            raise ServiceError(f"Port {port} is taken by another program. Try:  {other}")
        time.sleep(0.2)
    return port


def stop_like_ctrl_c(*_: object) -> NoReturn:
    """Treat every request to end as Ctrl-C, so that all is stopped in order."""
    raise KeyboardInterrupt


def run_application(port: int, started: float, *, once: bool) -> None:
    """Prepare the database, and keep the four processes running."""
    url = f"http://{LOCALHOST}:{port}"
    os.environ.setdefault("PUBLIC_URL", url)  # what the QR codes of printed documents lead to
    logins = prepare()
    print(f"[up] database ready after {time.monotonic() - started:.1f} s", flush=True)
    processes: Processes = {}
    try:
        for name, command in commands(port).items():
            processes[name] = launch(command)
        for name, process in processes.items():
            threading.Thread(target=copy_output, args=(name, process), daemon=True).start()
        wait_until_ready(f"{url}{READY_PATH}", processes)
        elapsed = time.monotonic() - started
        print(logins, end="", flush=True)
        print(f"[up] READY {url}/ in {elapsed:.1f} s, Ctrl-C stops", flush=True)
        while not once:
            refuse_dead(processes)
            time.sleep(0.5)
    finally:
        stop(processes)


def prepare() -> str:
    """Migrate and seed; return the lines about the demo accounts. A failure ends the start."""
    command = [sys.executable, "-m", "devkit.prepare"]
    outcome = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if outcome.returncode:
        raise ServiceError("The database could not be prepared; the reason stands above.")
    return outcome.stdout


def commands(port: int) -> dict[str, list[str]]:
    """The command line of each process."""
    python = sys.executable
    gunicorn = [python, "-m", "gunicorn", "config.wsgi", "--bind", f"{LOCALHOST}:{port}"]
    celery = [python, "-W", ROOT_IS_FINE_HERE, "-m", "celery", "-A", "config", "--quiet"]
    return {
        "web": [*gunicorn, "--workers=2", "--threads=4", "--log-level=warning"],
        "worker": worker(celery, queue="celery", processes=1),
        "long": worker(celery, queue="long", processes=2),
        "beat": [*celery, "beat", f"--schedule={STATE / 'beat-schedule'}", "--loglevel=warning"],
    }


def worker(celery: list[str], *, queue: str, processes: int) -> list[str]:
    """The command line of the worker of one queue."""
    name = [f"--queues={queue}", f"--hostname={queue}@%h", f"--concurrency={processes}"]
    return [*celery, "worker", *name, *QUICK_START, "--loglevel=warning"]


def launch(command: list[str]) -> subprocess.Popen[str]:
    """Start one process of the application."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=end_with_parent,
    )


def copy_output(name: str, process: subprocess.Popen[str]) -> None:
    """Print what a process writes, with its name before each line."""
    for line in process.stdout or ():
        print(f"{name:7}| {line}", end="", flush=True)


def wait_until_ready(url: str, processes: Processes) -> None:
    """Return when the ready page answers; stop if a process dies or time runs out."""
    deadline = time.monotonic() + READY_LIMIT_S
    while not answers(url):
        refuse_dead(processes)
        if time.monotonic() > deadline:
            sys.exit(f"[up] not ready after {READY_LIMIT_S} s: {url}")
        time.sleep(0.1)


def answers(url: str) -> bool:
    """Tell whether a page is served without an error."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            status: int = response.status
            return status == 200
    except OSError:
        return False


def refuse_dead(processes: Processes) -> None:
    """Stop everything if one process has ended."""
    for name, process in processes.items():
        if process.poll() is not None:
            sys.exit(f"[up] {name} stopped with status {process.returncode}")


def stop(processes: Processes) -> None:
    """End all processes: politely, then by force."""
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    for process in processes.values():
        try:
            process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
