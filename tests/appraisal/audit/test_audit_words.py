"""Every change that is written down has a word that people read, in both languages."""

import ast

import pytest
from django.conf import settings
from django.utils import translation

from appraisal.queries.audit_words import ACTIONS, action_words
from appraisal.workflow.evaluation import TRANSITIONS as EVALUATION_MOVES
from appraisal.workflow.work_plan import TRANSITIONS as PLAN_MOVES

FOLDERS = ("accounts", "competency", "appraisal")


def recorded_actions():
    """Return every action that a service names when it records an event."""
    found = {move.name for move in (*EVALUATION_MOVES, *PLAN_MOVES)}
    for app in FOLDERS:
        for path in (settings.BASE_DIR / app / "services").rglob("*.py"):
            found |= actions_of(ast.parse(path.read_text()))
    return found


def actions_of(tree):
    """Return the actions that the functions of one file hand on."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    writers = {"record_event": None} | {
        function.name: place
        for function in functions
        if (place := place_of_action(function)) is not None
    }
    calls = [
        (function, call)
        for function in functions
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in writers
    ]
    texts = (texts_of(argument(call, writers[call.func.id]), function) for function, call in calls)
    return set().union(*texts)


def place_of_action(function):
    """Return where a function that hands an action on takes it, if it records events at all."""
    names = [part.arg for part in (*function.args.args, *function.args.kwonlyargs)]
    records = any(
        getattr(call.func, "id", "") == "record_event"
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
    )
    return names.index("action") if records and "action" in names else None


def argument(call, place):
    """Return what a call gives as action."""
    named = (keyword.value for keyword in call.keywords if keyword.arg == "action")
    return next(named, None) or (
        call.args[place] if place is not None and place < len(call.args) else None
    )


def texts_of(node, function):
    """Return the texts that an expression may stand for."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return texts_of(node.body, function) | texts_of(node.orelse, function)
    if isinstance(node, ast.Name):
        given = [
            each.value
            for each in ast.walk(function)
            if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == node.id
        ]
        return set().union(*(texts_of(value, function) for value in given))
    return set()


def test_every_recorded_action_has_words():
    assert recorded_actions() - ACTIONS.keys() == set()


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_is_a_code(language):
    with translation.override(language):
        words = [str(action_words(action)) for action in ACTIONS]

    assert [word for word in words if "_" in word or not word] == []


def test_unknown_action_is_not_shown_as_a_code():
    assert "frobnicate" not in str(action_words("frobnicate"))
