#!/usr/bin/env python3
"""Set up everything Selaras needs, then run it or test it.

    python3 dev.py up          web, worker and beat with demo data, until Ctrl-C
    python3 dev.py test        the whole test suite; further arguments go to pytest
    python3 dev.py setup       only the environment
    python3 dev.py manage ...  a command of manage.py, on the servers of `up`

Uses the standard library only, so any CPython 3.11 to 3.13 can start it.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCK_FILE = ROOT / "requirements.lock"
STAMP = VENV / ".installed"

OLDEST, NEWEST = (3, 11), (3, 13)
UV_REQUIREMENT = "uv==0.13.9"

# A single file is faster in one process. Neighbours stay together: some share what they have seeded.
WHOLE_SUITE = ["-n", "auto", "--maxprocesses=4", "--dist=worksteal"]
COMMANDS = {"up": "devkit.up", "test": "pytest", "manage": "devkit.manage", "setup": ""}

# The shared libraries that WeasyPrint loads, and the Debian packages that hold them.
NATIVE_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "fontconfig": "libfontconfig1",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
OPTIONAL_PACKAGES = {"libharfbuzz-subset0"}  # without it every PDF costs about three times as much
LIGHT_BROWSER = "chromium-headless-shell"  # without a window: the browser tests cost a third less
BROWSERS = (LIGHT_BROWSER, "chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Run the command named on the command line."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command not in COMMANDS:
        sys.exit(__doc__)
    ensure_native_libraries()
    ensure_environment()
    if command == "test":
        ensure_browser()
    if command == "setup":
        return
    os.chdir(ROOT)
    python = str(VENV_PYTHON)
    arguments = sys.argv[2:] or (WHOLE_SUITE if command == "test" else [])
    os.execv(python, [python, "-m", COMMANDS[command], *arguments])


def ensure_native_libraries() -> None:
    """Install what WeasyPrint needs from the system, or stop and name the command that does."""
    missing = missing_packages()
    if not missing or install_with_apt(missing):
        return
    advice = install_advice(missing)
    required = [package for package in missing if package not in OPTIONAL_PACKAGES]
    if required:
        sys.exit(f"[dev] PDF output needs {', '.join(required)}. Run:  {advice}")
    print(f"[dev] note: PDFs are slow until you run:  {advice}")


def missing_packages() -> list[str]:
    """Name the packages whose library the loader cannot find."""
    return [
        package
        for library, package in NATIVE_LIBRARIES.items()
        if not ctypes.util.find_library(library)
    ]


def install_with_apt(packages: list[str]) -> bool:
    """Install packages if that needs no password; tell whether it worked."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not (shutil.which("sudo") and succeeds([*sudo, "true"])):
        return False
    print("[dev] installing", *packages, flush=True)
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return succeeds([*apt, "update"]) and succeeds(install)


def install_advice(packages: list[str]) -> str:
    """Say how a person installs the native libraries."""
    if sys.platform == "darwin":
        return "brew install pango"
    if shutil.which("apt-get"):
        return "sudo apt-get install " + " ".join(packages)
    return "your system's installer for pango 1.44 or newer"


def ensure_browser() -> None:
    """Find a browser for the tests that need one, or install it, or say loudly what is left out.

    Only Debian's own package is installed: that of Ubuntu is a wrapper around another installer.
    """
    if find_browser() or (is_debian() and install_with_apt([LIGHT_BROWSER]) and find_browser()):
        return
    advice = f"Debian: sudo apt-get install {LIGHT_BROWSER}"
    message = f"no chromium: the browser tests cannot run ({advice})"
    if os.environ.get("REQUIRE_E2E") == "1":
        sys.exit(f"[dev] {message}")
    print(f"[dev] WARNING: {message}", flush=True)


def find_browser() -> str | None:
    """Return the browser of the tests: the one that SELARAS_CHROMIUM names, or one on PATH."""
    chosen = os.environ.get("SELARAS_CHROMIUM")
    return chosen or next(filter(None, map(shutil.which, BROWSERS)), None)


def is_debian() -> bool:
    """Tell whether the system is Debian itself."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=debian" in release.read_text().splitlines()


def ensure_environment() -> None:
    """Build .venv from the lock file, unless it is already built from this very file."""
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    started = time.monotonic()
    if not VENV_PYTHON.exists():
        create_environment()
    install_locked_packages()
    STAMP.write_text(wanted)
    print(f"[dev] environment ready in {time.monotonic() - started:.1f} s", flush=True)


def fingerprint() -> str:
    """Identify the lock file and the interpreter that an environment was built from."""
    return hashlib.sha256(LOCK_FILE.read_bytes() + sys.version.encode()).hexdigest()


def create_environment() -> None:
    """Make an empty .venv."""
    if not succeeds([find_python(), "-m", "venv", str(VENV)], quiet=False):
        sys.exit("[dev] `python3 -m venv` failed (Debian, Ubuntu: apt install python3-venv)")


def find_python() -> str:
    """Return an interpreter of a supported version: this one, one on PATH, or one of pyenv."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        installed = Path.home().glob(f".pyenv/versions/3.{minor}.*/bin/python")
        for candidate in [shutil.which(f"python3.{minor}"), *installed]:
            # Tried, because a pyenv shim may exist and fail.
            if candidate and succeeds([str(candidate), "-c", ""]):
                return str(candidate)
    wanted = "CPython {}.{} to {}.{}".format(*OLDEST, *NEWEST)
    sys.exit(f"[dev] needs {wanted}, found {sys.version.split()[0]} (Debian: apt install python3)")


def install_locked_packages() -> None:
    """Install the locked packages with uv, or with pip where uv is not to be had.

    The lock file holds versions and hashes but no host: the index settings of the machine decide
    where packages come from.
    """
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    locked = ["--require-hashes", "-r", str(LOCK_FILE)]
    use_uv = os.environ.get("SELARAS_INSTALLER", "uv") == "uv"
    if use_uv and succeeds([*pip, UV_REQUIREMENT], quiet=False):
        uv = [str(VENV / "bin" / "uv"), "pip", "install", "-q", "--python", str(VENV_PYTHON)]
        subprocess.run([*uv, "--compile-bytecode", *locked], check=True)
    else:
        subprocess.run([*pip, *locked], check=True)


def succeeds(command: list[str], *, quiet: bool = True) -> bool:
    """Run a command and tell whether it ended well."""
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, stdout=output, stderr=output, check=False).returncode == 0


if __name__ == "__main__":
    main()
