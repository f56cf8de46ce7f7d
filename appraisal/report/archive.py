"""Printed documents in one ZIP, in a folder per unit."""

import re


def entry_name(document):
    """Return "Unit/Nama - Dokumen evaluasi - nomor.pdf" without characters that a file name cannot hold."""
    person = document.published_result.snapshot["employee"]
    parts = (person["name"], str(document.get_kind_display()), document.number)
    return f"{plain(document.unit_name)}/{' - '.join(plain(part) for part in parts)}.pdf"


def plain(text):
    """Return a text that every file system takes."""
    return re.sub(r"[^\w .,()-]+", "-", text).strip(" .-")[:90] or "tanpa nama"
