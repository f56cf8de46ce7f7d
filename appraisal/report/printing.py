"""Print a document: the frozen snapshot through a template into a tagged PDF (PDF/UA-1)."""

from functools import lru_cache

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from appraisal.choices import DocumentKind
from appraisal.queries.report import paper_of
from appraisal.report.fetcher import BASE_URL, StaticFileFetcher

TEMPLATES = {
    DocumentKind.EVALUATION: "appraisal/print/evaluation_document.html",
    DocumentKind.REPORT: "appraisal/print/report.html",
}


def document_html(document):
    """Return the page of a document, always in the language of the regulation."""
    paper = paper_of(document)
    with translation.override("id"):
        return render_to_string(
            TEMPLATES[document.kind],
            {
                "paper": paper,
                "document": document,
                "s": paper.snapshot,
                "qr": qr(paper.verify_url),
                "agency_logo": settings.AGENCY_LOGO,
                "agency_emblem": settings.AGENCY_EMBLEM,
            },
        )


def print_document(document):
    """Return the PDF of a document."""
    page = HTML(string=document_html(document), base_url=BASE_URL, url_fetcher=StaticFileFetcher())
    return page.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts())


@lru_cache(maxsize=1)
def fonts():
    """Return the font configuration, kept for the life of the worker process."""
    return FontConfiguration()


def qr(address):
    """Return the QR code of an address as SVG with words for those who do not see it."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(  # made of our own address only
        code.svg_inline(border=0, omitsize=True, title="Kode QR untuk memeriksa keaslian dokumen")
    )
