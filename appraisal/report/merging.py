"""Printed documents behind each other in one PDF: every document begins on the front of a sheet.

The pages are those of the stored files, unchanged; a cover per unit lists what follows it.
"""

from io import BytesIO

from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from appraisal.report.fetcher import BASE_URL, StaticFileFetcher
from appraisal.report.printing import fonts


class MergedPrint:
    """One PDF that grows unit by unit."""

    def __init__(self):
        """Begin with nothing."""
        self.writer = PdfWriter()

    def add_unit(self, name, contents, *, frame):
        """Add the documents of one unit (document, bytes) behind a cover that lists them."""
        covers = self.writer.get_num_pages()
        self.add(cover_of(name, [document for document, _content in contents], frame))
        unit = self.writer.add_outline_item(title=name, page_number=covers)
        for document, content in contents:
            first = self.writer.get_num_pages()
            self.add(content)
            person = document.published_result.snapshot["employee"]["name"]
            title = f"{person}, {document.get_kind_display()}"
            self.writer.add_outline_item(title=title, page_number=first, parent=unit)

    def add(self, content):
        """Add the pages of a PDF, and an empty one where the last leaf has an empty back."""
        pages = PdfReader(BytesIO(content)).pages
        for page in pages:
            self.writer.add_page(page)
        if len(pages) % 2:
            self.writer.add_blank_page(pages[-1].mediabox.width, pages[-1].mediabox.height)

    def save(self, target):
        """Write the PDF into an open file."""
        self.writer.compress_identical_objects()
        self.writer.write(target)


def cover_of(name, documents, frame):
    """Return the cover of a unit as PDF: what follows, with number and code of each document."""
    with translation.override("id"):
        html = render_to_string(
            "appraisal/print/pack_cover.html", {"unit": name, "documents": documents, **frame}
        )
    page = HTML(string=html, base_url=BASE_URL, url_fetcher=StaticFileFetcher())
    return page.write_pdf(font_config=fonts())
