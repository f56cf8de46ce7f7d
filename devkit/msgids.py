"""Which texts the source wants translated: of Python by its syntax tree, of templates by Django."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template import TemplateSyntaxError
from django.utils.translation.template import templatize

APPS = ("accounts", "competency", "training", "appraisal", "config")
TEMPLATE_SUFFIXES = {".html", ".txt"}

# What each argument of a translating function is: (c)ontext, (m)sgid, (p)lural.
FUNCTIONS = {
    "_": "m",
    "gettext": "m",
    "gettext_lazy": "m",
    "gettext_noop": "m",
    "plural_noop": "mp",
    "ngettext": "mp",
    "ngettext_lazy": "mp",
    "pgettext": "cm",
    "pgettext_lazy": "cm",
    "npgettext": "cmp",
    "npgettext_lazy": "cmp",
}
# Django turns a template into blanks and calls such as ` gettext('Save') `, each on one line.
TEMPLATE_CALL = re.compile(r"(?<!\w)(?:_|n?p?gettext)\((?=u?[\"'])")

Found = tuple[str, str, str | None]  # context (or nothing), msgid, plural (or none)
Msgids = dict[tuple[str, str], str | None]


def collect(root: Path) -> tuple[Msgids, list[str]]:
    """Return every msgid of the project, and the files that cannot be read, with the reason."""
    msgids: Msgids = {}
    unreadable = []
    for path in source_files(root):
        read = from_python if path.suffix == ".py" else from_template
        try:
            for context, msgid, plural in read(path.read_text(encoding="utf-8")):
                msgids[context, msgid] = plural or msgids.get((context, msgid))
        except (SyntaxError, TemplateSyntaxError, UnicodeDecodeError) as error:
            unreadable.append(f"{path.relative_to(root)}: {error}")
    return msgids, unreadable


def source_files(root: Path) -> Iterator[Path]:
    """Yield the files whose texts people see."""
    for app in APPS:
        yield from sorted((root / app).rglob("*.py"))
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in TEMPLATE_SUFFIXES:
            yield path


def from_python(source: str) -> Iterator[Found]:
    """Yield what Python code hands to a translating function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and function_name(node) in FUNCTIONS:
            yield from from_call(node)


def from_template(source: str) -> Iterator[Found]:
    """Yield what a template hands to `translate`, `blocktranslate` or `_()`."""
    calls = templatize(source)
    for start in TEMPLATE_CALL.finditer(calls):
        line = calls[start.start() : calls.find("\n", start.end()) % (len(calls) + 1)]
        yield from from_call(first_call(line))


def first_call(line: str) -> ast.Call:
    """Return the call that a line begins with, whatever follows it."""
    for end in (place.end() for place in re.finditer(r"\)", line)):
        try:
            call = ast.parse(line[:end], mode="eval").body
        except SyntaxError:  # this bracket stands inside a text
            continue
        if isinstance(call, ast.Call):
            return call
    raise SyntaxError(f"no end of a text: {line[:60]}")


def function_name(call: ast.Call) -> str:
    """Return the plain name of the function that is called."""
    function = call.func
    return getattr(function, "id", "") or getattr(function, "attr", "")


def from_call(call: ast.Call) -> Iterator[Found]:
    """Yield the msgid of one call, if its texts are constants."""
    roles = FUNCTIONS[function_name(call)]
    texts = [constant_text(argument) for argument in call.args[: len(roles)]]
    if len(texts) == len(roles) and all(texts):
        parts = dict(zip(roles, texts, strict=True))
        yield parts.get("c", ""), parts["m"], parts.get("p")


def constant_text(node: ast.expr) -> str:
    """Return a constant text, or nothing."""
    value = getattr(node, "value", None)
    return value if isinstance(node, ast.Constant) and isinstance(value, str) else ""
