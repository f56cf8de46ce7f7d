"""Imports go down only."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

APPS = ("accounts", "competency", "training", "appraisal")
BUSINESS = ("transitions", "models", "workflow", "services", "queries")
PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]


def test_imports_go_down_only():
    lint_imports = Path(sys.executable).with_name("lint-imports")

    outcome = subprocess.run(
        [lint_imports, "--no-cache"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("contract_name", "floors"),
    [
        ("Business rules know no web, no queue, no PDF", BUSINESS),
        ("Rules are plain Python", ("rules",)),
    ],
)
def test_contract_names_every_floor_that_exists(contract_name, floors):
    contracts = {contract["name"]: contract for contract in CONTRACTS}

    assert set(contracts[contract_name]["source_modules"]) == set(modules_that_exist(floors))


def modules_that_exist(floors):
    """Yield the dotted name of each floor that an app has, be it a file or a package."""
    for app in APPS:
        for floor in floors:
            place = settings.BASE_DIR / app / floor
            if place.with_suffix(".py").exists() or (place / "__init__.py").exists():
                yield f"{app}.{floor}"
