"""A stage changes through the mover only."""

import ast

import pytest
from django.conf import settings

MOVER = "accounts/transitions.py"
APPS = ("accounts", "competency", "training", "appraisal", "config")


def test_only_the_mover_changes_a_stage():
    files = [path for app in APPS for path in (settings.BASE_DIR / app).rglob("*.py")]
    names = {path.relative_to(settings.BASE_DIR).as_posix(): path for path in files}

    found = {name for name, path in names.items() if changes_stage(path.read_text())}

    assert found == {MOVER}


@pytest.mark.parametrize(
    "line",
    ["plan.stage = x", "plan.stage += 'x'", "setattr(plan, 'stage', x)", "plans.update(stage=x)"],
)
def test_a_change_of_stage_is_recognised(line):
    assert changes_stage(line)


@pytest.mark.parametrize("line", ["x = plan.stage", "WorkPlan(stage=x)", "plans.filter(stage=x)"])
def test_reading_a_stage_is_no_change(line):
    assert not changes_stage(line)


def changes_stage(source):
    """Tell whether code assigns an attribute `stage`, by whatever way."""
    return any(is_assignment(node) or is_call(node) for node in ast.walk(ast.parse(source)))


def is_assignment(node):
    """Recognise `x.stage = ...`."""
    is_stage = isinstance(node, ast.Attribute) and node.attr == "stage"
    return is_stage and isinstance(node.ctx, ast.Store)


def is_call(node):
    """Recognise `setattr(x, "stage", ...)` and `.update(stage=...)`."""
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
    texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    keywords = [keyword.arg for keyword in node.keywords]
    return (name == "setattr" and "stage" in texts) or (name == "update" and "stage" in keywords)
