"""All documents of a unit in one ZIP, written document by document."""

import re
import zipfile

from appraisal.report.printing import print_document
from appraisal.services.issued_document import keep_file


def add_document(archive: zipfile.ZipFile, document, at):
    """Put a document into the archive, printing it first when nobody has yet."""
    if not document.file:
        document = keep_file(document=document, content=print_document(document), at=at)
    with document.file.open("rb") as file:
        archive.writestr(entry_name(document), file.read())


def entry_name(document):
    """Return "Unit/Nama - Dokumen evaluasi - nomor.pdf" without characters that a file name cannot hold."""
    person = document.published_result.snapshot["employee"]
    parts = (person["name"], str(document.get_kind_display()), document.number)
    return f"{plain(document.unit_name)}/{' - '.join(plain(part) for part in parts)}.pdf"


def plain(text):
    """Return a text that every file system takes."""
    return re.sub(r"[^\w .,()-]+", "-", text).strip(" .-")[:90] or "tanpa nama"
