"""What comes out of the printer: tagged, complete, from the snapshot, loading nothing foreign."""

import io

import pypdf
import pypdfium2
import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from appraisal.report.fetcher import BASE_URL, StaticFileFetcher
from appraisal.report.printing import document_html, print_document

FOLIO = (612, 936)
A4 = (595, 842)
STANDARD_ORANGE = (181, 80, 15)  # the supervisor's diamond
SELF_BLUE = (29, 92, 171)  # the ring of the self-assessment


def read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def size(page):
    return round(float(page.mediabox.width)), round(float(page.mediabox.height))


def alternatives(node, found):
    """Collect every /Alt of a structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            alternatives(child, found)
    elif isinstance(node, dict):
        if "/Alt" in node:
            found.append(str(node["/Alt"]))
        if "/K" in node:
            alternatives(node["/K"], found)
    return found


def test_evaluation_document_is_one_folio_page_with_the_words_of_form_d_1_1(evaluation_document):
    pdf = read(print_document(evaluation_document))

    text = " ".join(pdf.pages[0].extract_text().split())
    assert [size(page) for page in pdf.pages] == [FOLIO]
    for words in (
        "DOKUMEN EVALUASI KINERJA PEGAWAI",
        "PERIODE: AKHIR",
        "PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2026",
        "ATASAN PEJABAT PENILAI KINERJA",
        "CAPAIAN KINERJA ORGANISASI : BAIK",
        "PREDIKAT KINERJA PEGAWAI : BAIK",
        "7. Pegawai yang Dinilai",
        "6. Pejabat Penilai Kinerja",
        "19000228 202001 2 001",
        evaluation_document.number,
    ):
        assert words in text


def test_evaluation_document_fits_a4_when_the_agency_prints_on_it(evaluation_document):
    evaluation_document.paper = "A4"

    assert [size(page) for page in read(print_document(evaluation_document)).pages] == [A4]


LONG_WORD = "pertanggungjawabanpenyelenggaraan" * 6
LONG_TEXT = ("Waktu layanan izin usaha mikro lebih singkat di seluruh kecamatan. " * 14)[:800]


def rightmost(page):
    """Return how far to the right a text begins on a page, in points."""
    found = [0]

    def visit(text, frame, place, *_font):
        if text.strip():
            found.append(frame[0] * place[4] + frame[4])

    page.extract_text(visitor_text=visit)
    return max(found)


@pytest.mark.parametrize("words", [LONG_WORD, LONG_TEXT], ids=["word", "text"])
def test_long_words_and_many_results_stay_on_the_paper(report, words):
    rows = report.published_result.snapshot["plan"]["results"]
    long = {"statement": words, "realisation": words, "feedback": words}
    report.published_result.snapshot["plan"]["results"] = [{**rows[0], **long}] * 15

    pdf = read(print_document(report))

    assert max(rightmost(page) for page in pdf.pages) < A4[0]
    assert len(pdf.pages) <= 12
    first = pdf.pages[0].extract_text()
    assert [
        head for head in ("Ukuran dan target", "Realisasi", "Umpan balik") if head in first
    ] == [
        "Ukuran dan target",
        "Realisasi",
        "Umpan balik",
    ]


def test_long_recommendation_begins_below_its_head(evaluation_document):
    evaluation_document.published_result.snapshot["recommendation"] = LONG_TEXT * 5

    first = read(print_document(evaluation_document)).pages[0].extract_text()

    assert LONG_TEXT[:40] in " ".join(first.partition("CATATAN/REKOMENDASI")[2].split())


def test_delegate_signs_in_the_name_of_the_supervisor(evaluation_document, report):
    delegate = {
        "name": "Kartika Rahma",
        "nip": "",
        "position": "Kepala Seksi",
        "rank": "",
        "unit": "",
    }
    for document in (evaluation_document, report):
        document.published_result.snapshot["on_behalf"] = delegate

    form, paper = (
        " ".join(" ".join(page.extract_text() for page in read(print_document(each)).pages).split())
        for each in (evaluation_document, report)
    )

    assert "6. a.n. Pejabat Penilai Kinerja Kepala Seksi" in form
    assert "a.n. Hendra Wijaya, S.H., M.Si., pejabat penilai kinerja" in paper
    assert ("Kartika Rahma" in form, "Kartika Rahma" in paper) == (True, True)


def test_report_numbers_its_pages_and_holds_the_explanation(report):
    pdf = read(print_document(report))

    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert f"Halaman {len(pdf.pages)} dari {len(pdf.pages)}" in text
    assert "Predikat ini tidak dihitung dari angka, bobot, atau kuota." in text
    assert report.published_result.content_hash in text.replace(" ", "")


def test_document_is_tagged_and_speaks_indonesian(report):
    catalogue = read(print_document(report)).trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert str(catalogue["/Lang"]) == "id"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_charts_and_code_have_words_for_those_who_do_not_see_them(report):
    tree = read(print_document(report)).trailer["/Root"]["/StructTreeRoot"]

    found = alternatives(tree["/K"], [])

    assert any(words.startswith("Pelayanan Publik: standar 3") for words in found)
    assert "Kode QR untuk memeriksa keaslian dokumen" in found


def test_gap_plot_keeps_its_colours_on_paper(report):
    pages = pypdfium2.PdfDocument(print_document(report))
    pixels = set()
    for page in pages:
        image = page.render(scale=2).to_pil().convert("RGB")
        pixels.update(colour for _count, colour in image.getcolors(maxcolors=1 << 24))

    assert {STANDARD_ORANGE, SELF_BLUE} <= pixels


def test_only_bundled_fonts_are_embedded(report, evaluation_document):
    names = set()
    for document in (report, evaluation_document):
        for page in read(print_document(document)).pages:
            fonts = page["/Resources"]["/Font"].values()
            names |= {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in fonts}

    families = ("Plus-Jakarta-Sans", "Source-Sans-3", "TeX-Gyre-Bonum")
    assert {name for name in names if not name.replace(" ", "-").startswith(families)} == set()


def test_same_snapshot_gives_the_same_page(report):
    assert document_html(report) == document_html(report)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/secret",
        "https://example.org/x.png",
        f"{BASE_URL}static/../manage.py",
        f"{BASE_URL}static/%2e%2e/manage.py",
        f"{BASE_URL}media/documents/x.pdf",
        f"{BASE_URL}static/css/no-such-file.css",
        "ftp://example.org/x",
    ],
)
def test_document_loads_nothing_but_static_files(address):
    page = HTML(
        string=f'<img src="{address}" alt="x">', base_url=BASE_URL, url_fetcher=StaticFileFetcher()
    )

    with pytest.raises(FatalURLFetchingError):
        page.write_pdf()


def test_hostile_words_stay_words(report):
    snapshot = report.published_result.snapshot
    snapshot["strengths"] = '<img src="file:///etc/passwd"><script>alert(1)</script>'

    page = document_html(report)

    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert print_document(report).startswith(b"%PDF")
