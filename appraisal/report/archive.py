"""Printed documents in one ZIP, in a folder per unit."""

import re

NAMELESS = "tanpa nama"


def entry_name(document):
    """Return "Unit/Nama - Dokumen evaluasi - nomor.pdf" without characters that a file name cannot hold."""
    person = document.published_result.snapshot["employee"]
    parts = (person["name"], str(document.get_kind_display()), document.number)
    name = " - ".join(plain(part) for part in parts)
    return f"{plain(document.unit_name).rstrip('.') or NAMELESS}/{name}.pdf"


def plain(text):
    """Return a text that every file system takes; the point of a degree ("S.H.") stays."""
    return re.sub(r"[^\w .,()-]+", "-", text).strip(" -").lstrip(".")[:90].strip() or NAMELESS
