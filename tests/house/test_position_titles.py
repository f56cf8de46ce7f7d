"""A position is shown by its title: its name alone may lack the grade ("Auditor", not "Auditor Ahli Muda")."""

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ("accounts", "competency", "training", "appraisal")
NAME = re.compile(r"job_position(\.|__)name\b")
# The name apart from its grade: where the grade has a place of its own, or goes into the title.
APART = ("bare_name(", "TITLE_PARTS =")
SHOWN = sorted(
    [
        *(ROOT / "templates").rglob("*.html"),
        *(ROOT / "templates").rglob("*.txt"),
        *(path for app in APPS for path in (ROOT / app).rglob("*.py")),
    ]
)


def names_alone(text):
    """Return the lines that read the name of somebody's position without its grade."""
    lines = text.splitlines()
    return [line.strip() for line in lines if NAME.search(line) and not one_of(APART, line)]


def one_of(words, line):
    """Tell whether a line holds one of some words."""
    return any(word in line for word in words)


def test_no_page_and_no_file_shows_a_position_without_its_grade():
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in SHOWN
        if not {"migrations", "demo"} & set(path.parts)
        for line in names_alone(path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("plan.job_position.name,", 1),
        ('values("job_position__name")', 1),
        ("plan.job_position.title,", 0),
        ("bare_name(post.job_position.name, grade)", 0),
    ],
)
def test_line_that_would_lose_the_grade_is_found(line, found):
    assert len(names_alone(line)) == found
