"""One hand writes all Python."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


@pytest.mark.parametrize("check", [["check"], ["format", "--check"]], ids=["rules", "format"])
def test_python_is_clean(check):
    ruff = Path(sys.executable).with_name("ruff")

    outcome = subprocess.run(
        [ruff, *check, "--output-format=concise", "."],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
