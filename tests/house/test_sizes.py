"""Sizes are aims: what is far beyond them has a sentence that says why, in sizes_explained.toml."""

import ast
import tomllib

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ("accounts", "competency", "training", "appraisal", "config", "devkit", "bench", "tests")
EXPLAINED = tomllib.loads((ROOT / "tests/house/sizes_explained.toml").read_text())

FUNCTION_LINES = 40
CLASS_LINES = 150
ARGUMENTS = 7
PYTHON_LINES = 300
FILE_LINES = {".html": 150, ".js": 200}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def python_files():
    """Return the Python that people write."""
    files = [ROOT / "dev.py", ROOT / "manage.py"]
    for app in APPS:
        files += (path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
    return files


def own_files(folder, suffix):
    """Return our own files of one kind, without those of others."""
    return [path for path in (ROOT / folder).rglob(f"*{suffix}") if "vendor" not in path.parts]


def oversize():
    """Return everything beyond its size, as name and measure."""
    found = {}
    for path in python_files():
        found |= oversize_python(path.relative_to(ROOT).as_posix(), path.read_text())
    for path in [*own_files("templates", ".html"), *own_files("static", ".js")]:
        found |= oversize_file(path.relative_to(ROOT).as_posix(), path.read_text())
    return found


def oversize_file(name, text):
    """Measure a template or a script."""
    suffix = name[name.rindex(".") :]
    return beyond(name, len(text.splitlines()), FILE_LINES[suffix], "lines")


def oversize_python(name, source):
    """Measure a file of Python and everything in it."""
    found = beyond(name, len(source.splitlines()), PYTHON_LINES, "lines")
    for path, node in definitions(ast.parse(source)):
        place = f"{name}::{path}"
        limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
        found |= beyond(place, node.end_lineno - node.lineno + 1, limit, "lines")
        if isinstance(node, FUNCTIONS) and not name.startswith("tests/"):
            found |= beyond(place, argument_count(node), ARGUMENTS, "arguments")
    return found


def beyond(name, size, limit, unit):
    """Return the measure if it is beyond the limit."""
    return {name: f"{size} {unit}, {limit} is the aim"} if size > limit else {}


def definitions(tree, outer=""):
    """Yield each class and function with its dotted name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            name = f"{outer}{node.name}"
            yield name, node
            yield from definitions(node, f"{name}.")


def argument_count(node):
    """Count the arguments that a caller gives."""
    arguments = node.args
    names = [part.arg for part in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


OVERSIZE = oversize()


def test_everything_beyond_its_size_says_why():
    unexplained = [f"{name}: {size}" for name, size in OVERSIZE.items() if name not in EXPLAINED]

    assert unexplained == [], "\n".join(unexplained)


def test_no_explanation_outlives_its_case():
    assert EXPLAINED.keys() - OVERSIZE.keys() == set()


def test_explanations_are_sentences():
    assert {name: text for name, text in EXPLAINED.items() if len(text.split()) < 5} == {}


@pytest.mark.parametrize(
    ("source", "sizes"),
    [
        ("def f():\n" + "    pass\n" * 40, {"x.py::f": "41 lines, 40 is the aim"}),
        ("class A:\n    def f(self, a, b, c, d, e, f, g): pass\n", {}),
        ("def f(a, b, c, d, e, f, *, g, h): pass\n", {"x.py::f": "8 arguments, 7 is the aim"}),
        ("class A:\n" + "    x = 1\n" * 150, {"x.py::A": "151 lines, 150 is the aim"}),
        ("x = 1\n" * 301, {"x.py": "301 lines, 300 is the aim"}),
    ],
    ids=["function", "fits", "arguments", "class", "file"],
)
def test_sizes_are_measured(source, sizes):
    assert oversize_python("x.py", source) == sizes


def test_services_take_keywords_only():
    positional = [
        f"{path.relative_to(ROOT)}::{node.name}"
        for app in APPS
        for path in (ROOT / app).glob("services/*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and node.args.args and is_service(node)
    ]

    assert positional == [], "\n".join(positional)


def is_service(function):
    """Recognise a verb of the house: somebody does all of it or nothing."""
    names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
    return "actor" in names and "transaction.atomic" in decorators
