"""Translations without the gettext programs: collect msgids, merge translations, compile.

    python -m devkit.messages                      bring django.po and django.mo up to date
    python -m devkit.messages --merge FILE.json    the same, with new translations from a file
    python -m devkit.messages --check              change nothing; name every fault, exit 1 if any

A merge file is one JSON object {"English msgid": "Indonesian text"}. The key of a message with a
context is "context\\u0004msgid"; the value of a plural is the one form that Indonesian has.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .msgids import Msgids, collect

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "locale" / "id" / "LC_MESSAGES"
PO_FILE, MO_FILE = FOLDER / "django.po", FOLDER / "django.mo"
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sdif]|%[sdif]|\{\w*\}")

Key = tuple[str, str]  # context (or nothing) and msgid
Texts = dict[Key, str]


class PlainCatalog(Catalog):
    """A catalogue whose header holds no date, name or program, so equal input gives equal files."""

    num_plurals, plural_expr = 1, "0"
    mime_headers = [
        ("Project-Id-Version", "Selaras"),
        ("Language", "id"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
    ]


def main() -> int:
    """Do what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE.json")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.check:
        faults = find_faults()
        print("\n".join(faults) or "Translations are complete.")
        return 1 if faults else 0
    update(options.merge)
    return 0


def update(merge_files: list[Path]) -> None:
    """Write both files anew from the source, the translations so far, and the merged ones."""
    found, unreadable = collect(ROOT)
    texts = read_texts()
    for path in merge_files:
        merge(texts, path, found)
    if unreadable:
        print("\n".join(f"skipped, cannot be read: {reason}" for reason in unreadable))
        found = keep_unknown(found, texts)
    catalog = build_catalog(found, texts)
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_whole(PO_FILE, po_bytes(catalog))
    write_whole(MO_FILE, mo_bytes(catalog))
    report(catalog)


def merge(texts: Texts, path: Path, found: Msgids) -> None:
    """Take the translations of a file; say which ones no source asks for."""
    for name, text in json.loads(path.read_text(encoding="utf-8")).items():
        context, _, msgid = name.rpartition("\x04")
        key = (context, msgid)
        if key not in found:
            print(f"{path.name}: no source uses {msgid!r}")
        elif texts.get(key, text) != text and texts[key]:
            print(f"{path.name}: {msgid!r} was {texts[key]!r}, is now {text!r}")
        texts[key] = text


def keep_unknown(found: Msgids, texts: Texts) -> Msgids:
    """Keep what may belong to a file that could not be read: it is not obsolete, only unseen."""
    return dict.fromkeys(texts) | found


def build_catalog(found: Msgids, texts: Texts) -> Catalog:
    """Put every msgid, in a stable order, beside its translation."""
    catalog = PlainCatalog(
        locale="id", fuzzy=False, header_comment="# Indonesian texts of Selaras."
    )
    for (context, msgid), plural in sorted(found.items(), key=lambda item: item[0]):
        text = texts.get((context, msgid), "")
        message_id = (msgid, plural) if plural else msgid
        catalog.add(message_id, (text,) if plural else text, context=context or None)
    return catalog


def read_texts() -> Texts:
    """Return the translations of the committed file; a fuzzy one counts as missing."""
    return {key_of(message): text_of(message) for message in read_catalog() if message.id}


def read_catalog() -> Catalog:
    """Read the committed file."""
    if not PO_FILE.exists():
        return PlainCatalog(locale="id")
    with PO_FILE.open("rb") as file:
        return read_po(file, locale="id")


def key_of(message: Message) -> Key:
    """Return context and msgid of a message."""
    msgid = message.id[0] if message.pluralizable else message.id
    return message.context or "", msgid


def text_of(message: Message) -> str:
    """Return the one Indonesian form of a message."""
    if message.fuzzy:
        return ""
    return message.string[0] if message.pluralizable else message.string


def po_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as text for people."""
    return written(write_po, catalog, width=98, no_location=True, ignore_obsolete=True)


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as Django reads it."""
    return written(write_mo, catalog)


def written(writer, catalog: Catalog, **options) -> bytes:
    """Return what a writer of Babel writes."""
    buffer = BytesIO()
    writer(buffer, catalog, **options)
    return buffer.getvalue()


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file at once, so that nobody reads half of it."""
    unfinished = path.with_suffix(f"{path.suffix}.new")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def report(catalog: Catalog) -> None:
    """Print how many texts there are, and those without a good translation."""
    faults = [fault for message in catalog if message.id for fault in message_faults(message)]
    print(f"{len(catalog)} texts, {len(faults)} to mend")
    print("\n".join(faults), end="\n" if faults else "")


def find_faults() -> list[str]:
    """Name everything that keeps the committed translations from being complete."""
    found, unreadable = collect(ROOT)
    committed = read_catalog()
    known = {key_of(message): message for message in committed if message.id}
    faults = [f"cannot be read: {reason}" for reason in unreadable]
    faults += [f"not in django.po: {msgid!r}" for _, msgid in sorted(found.keys() - known.keys())]
    faults += [f"no source uses: {msgid!r}" for _, msgid in sorted(known.keys() - found.keys())]
    for message in known.values():
        faults += message_faults(message)
    expected = mo_bytes(build_catalog(plurals_of(known), read_texts()))
    if not MO_FILE.exists() or MO_FILE.read_bytes() != expected:
        faults.append("django.mo does not hold what django.po says: run python -m devkit.messages")
    return faults


def plurals_of(known: dict[Key, Message]) -> Msgids:
    """Return the messages in the form in which the source gives them."""
    return {key: m.id[1] if m.pluralizable else None for key, m in known.items()}


def message_faults(message: Message) -> list[str]:
    """Name what is wrong with one translation."""
    _, msgid = key_of(message)
    text = text_of(message)
    if not text.strip():
        return [f"not translated: {json.dumps(msgid, ensure_ascii=False)}"]
    wanted = placeholders(message.id[1] if message.pluralizable else msgid)
    if placeholders(text) != wanted:
        return [f"placeholders differ, {sorted(wanted)} wanted: {msgid!r} -> {text!r}"]
    return []


def placeholders(text: str) -> set[str]:
    """Return the places in a text that the program fills."""
    return {found for found in PLACEHOLDER.findall(text) if found != "%%"}


if __name__ == "__main__":
    sys.exit(main())
