"""Write docs/appraisal-lives.md from the two tables of moves: who may move what, from where to where.

python -m devkit.lives          write the page
python -m devkit.lives --check  change nothing; exit 1 if the page is out of date
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "appraisal-lives.md"
WHO = {
    "is_owner": "the employee",
    "is_supervisor": "the supervisor",
    "is_hr": "HR",
    "is_supervisor_or_hr": "the supervisor or HR",
    "is_hr_or_calendar": "HR or the calendar",
    "is_one_of_two": "HR and the superior, together",
}
INTRODUCTION = """# The two lives

Written by `python -m devkit.lives` from `appraisal/workflow/`; `tests/house/test_lives.py` keeps it
current. Windows, completeness and working-day clocks are checked in the services, in the same
transaction as the move.
"""


def page() -> str:
    """Return the page as it should stand."""
    parts = [
        INTRODUCTION,
        life("Work plan", "work_plan", "DRAFT", "a new version"),
        life("Evaluation", "evaluation", "SELF_ASSESSMENT", "the period opens"),
    ]
    return "\n".join(parts)


def life(title: str, module: str, first: str, birth: str) -> str:
    """Return one life as a diagram and as a table; its module needs a Django that is set up."""
    table = import_module(f"appraisal.workflow.{module}").TRANSITIONS
    lines = [f"## {title}", "", "```mermaid", "stateDiagram-v2", "    direction LR"]
    lines.append(f"    [*] --> {first}: {birth}")
    for row in table:
        lines += [f"    {source} --> {row.target}: {words(row)}" for source in sorted(row.sources)]
    lines += ["```", "", "| move | from | to | who | reason |", "|---|---|---|---|---|"]
    lines += [table_line(row) for row in table]
    return "\n".join(lines) + "\n"


def words(row) -> str:
    """Return "decide (the supervisor)", with the reason where one is needed."""
    return f"{row.name} ({who(row)}{', reason' if row.needs_reason else ''})"


def table_line(row) -> str:
    """Return one row of the table."""
    sources = ", ".join(f"`{source}`" for source in sorted(row.sources))
    reason = "yes" if row.needs_reason else ""
    return f"| `{row.name}` | {sources} | `{row.target}` | {who(row)} | {reason} |"


def who(row) -> str:
    """Return the people of a predicate in words; a new predicate needs its words here."""
    return WHO[row.allowed.__name__]


def main() -> int:
    """Do what the command line asks for; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1/none")  # never asked
    django.setup()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.exists() and PAGE.read_text() == page() else 1
    PAGE.write_text(page())
    print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
