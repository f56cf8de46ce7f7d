"""Templates: one format, none forgotten, each component with its signature."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from accounts.choices import NoticeKind

ROOT = settings.BASE_DIR
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt"})
COMPONENTS = sorted((FOLDER / "components").glob("*.html"))

# Django, or a package of ours, asks for these by a name that stands in no file of this project.
ASKED_FOR_BY_DJANGO = re.compile(r"(400|403|403_csrf|404|500)\.html|(django|registration)/.+")
MAIL = re.compile(r"emails/(?P<kind>\w+)\.(subject\.txt|body\.txt|body\.html)")


def test_templates_are_formatted():
    djade = Path(sys.executable).with_name("djade")

    outcome = subprocess.run(
        [djade, "--check", "--target-version", "5.2", *TEMPLATES],
        capture_output=True,
        text=True,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_template_is_used():
    source = "\n".join(path.read_text() for path in [*TEMPLATES, *python_files()])
    names = [path.relative_to(FOLDER).as_posix() for path in TEMPLATES]

    unused = [name for name in names if not is_used(name, source)]
    assert unused == [], "\n".join(unused)


def python_files():
    """Yield the Python files that may name a template."""
    for app in ("accounts", "competency", "training", "appraisal", "config"):
        yield from (ROOT / app).rglob("*.py")


def is_used(name, source):
    """Tell whether a template is named somewhere, with or without a partial, or known otherwise."""
    if ASKED_FOR_BY_DJANGO.fullmatch(name) or f'"{name}' in source or f"'{name}" in source:
        return True
    mail = MAIL.fullmatch(name)
    return bool(mail) and mail["kind"].upper() in NoticeKind.values


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_component_opens_with_its_signature(component):
    first_line = component.read_text().partition("\n")[0]

    assert re.fullmatch(r"\{# .+ #\}", first_line), first_line
