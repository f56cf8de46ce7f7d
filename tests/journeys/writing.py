"""What Ani and Budi write, page by page."""

from accounts.models import Employee
from tests.journeys.office import ANI

EXAMPLE = "Warga datang tanpa berkas lengkap; saya menuliskan kekurangannya dan membantu melengkapinya hari itu."
ANSWERS = {
    "-realisation": "Waktu tunggu lebih singkat.",
    "-mark": "MEETS",
    "-example": EXAMPLE,
    "-level": "2",
    "-text": "Antrean daring dipakai separuh pemohon.",
    "-done": "yes",
}


def answer_everything(visitor):
    """Go through every page of the self-assessment, from the first link to the check."""
    visitor.goto(f"/penilaian/{evaluation_of(ANI)}/hasil/")
    for _page in range(12):
        if "/periksa/" in visitor.address:
            return
        answers = {
            name: text
            for ending, text in ANSWERS.items()
            for name in visitor.fields("Simpan dan lanjutkan", ending)
        }
        visitor.press("Simpan dan lanjutkan", answers)
        assert visitor.status == 200


def send(visitor):
    """Check the answers, be asked once more, send, read the reference."""
    visitor.goto(f"/penilaian/{evaluation_of(ANI)}/kirim/")
    visitor.press("Kirim penilaian diri")
    assert "PD-2026-" in visitor.text


def evaluation_of(nip):
    """Return the address part of somebody's evaluation."""
    return Employee.objects.get(nip=nip).evaluations.get().public_id


def review(budi, results):
    """Go through every tab of the review and decide."""
    start = f"/tinjau/{evaluation_of(ANI)}"
    budi.goto(f"{start}/hasil/")
    marks = budi.fields("Simpan draf", "-mark")
    budi.press("Simpan, lanjut ke perilaku", dict.fromkeys(marks, "ABOVE"))
    budi.press("Simpan dan lanjutkan")
    for level in levels_asked(budi):
        budi.press(forward(budi), {level: "3"})
    budi.goto(f"{start}/dialog/")
    budi.press(
        "Simpan, lanjut ke ringkasan",
        {
            "overall-strengths": "Tenang dan teliti.",
            "focus-1-text": "Memimpin satu pekerjaan lintas seksi.",
        },
    )
    budi.press(
        "Tetapkan hasil",
        {
            "overall-results_rating": results,
            "overall-results_reason": "Target tercapai dan warga merasakannya.",
            "overall-behaviour_rating": "ABOVE",
            "overall-behaviour_reason": "Menjadi teladan bagi rekan.",
        },
    )
    budi.press("Tetapkan hasil")
    assert budi.status == 200
    assert f"/hasil/{evaluation_of(ANI)}/" in budi.address


def levels_asked(budi):
    """Yield the field of each level, page by page, until the competencies are through."""
    while "/kompetensi/" in budi.address:
        yield budi.fields(forward(budi), "-level")[0]


def forward(budi):
    """Return the words of the button that saves and goes on."""
    return next(words for words in budi.buttons() if words.startswith("Simpan, "))
