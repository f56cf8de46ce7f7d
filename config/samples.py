"""Invented people and numbers for the page that shows every component."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator

from config.charts import Bar, BurnUp, QuadrantCell

LEVELS = (
    (1, "Paham", "Menjalankan tugas sesuai standar pelayanan.", ()),
    (2, "Dasar", "Menjelaskan proses layanan secara terbuka dan mendampingi rekan.", ()),
    (
        3,
        "Menengah",
        "Menggerakkan kelompok untuk memperbaiki standar layanan di unit kerja.",
        (
            "Mengajak tim meninjau keluhan lalu memperbaiki alur",
            "Memakai masukan warga untuk mengubah cara kerja",
            "Menjaga layanan tetap adil walau ada tekanan",
        ),
    ),
    (4, "Mumpuni", "Memantau dampak jangka panjang layanan lintas unit.", ()),
    (5, "Ahli", "Memastikan kebijakan layanan yang netral.", ()),
)
GAPS = (
    ("Integritas", 3, 3, 3),
    ("Kerja sama", 3, 3, 3),
    ("Komunikasi", 3, 2, 3),
    ("Orientasi pada hasil", 3, 3, 3),
    ("Pelayanan publik", 3, 3, 4),
    ("Pengembangan diri dan orang lain", 3, 3, 2),
    ("Mengelola perubahan", 2, 2, None),
    ("Pengambilan keputusan", 3, 3, None),
    ("Perekat bangsa", 2, 3, None),
)
TEAM = (
    ("Ahmad Suryana", "Selesai dinilai", True),
    ("Ratna Puspitasari", "Sedang Anda nilai", False),
    ("Sari Wulandari", "Siap dinilai", False),
    ("Bima Tarigan", "Siap dinilai", False),
    ("Yosef Manuputty", "Belum mengirim", False),
)
UNITS = (
    ("Satpol PP", 298, (84, 49, 96, 69)),
    ("Dinas Pekerjaan Umum", 391, (118, 64, 121, 88)),
    ("Dinas Pendidikan", 1486, (702, 231, 388, 165)),
    ("Dinas Perhubungan", 264, (171, 31, 44, 18)),
)
COLUMNS = ("Integritas", "Kerja sama", "Komunikasi", "Hasil", "Pelayanan", "Pengembangan")
HEAT = (
    ("Dinas Kesehatan", (0.1, 0.2, -0.2, 0.1, 0.5, -0.3)),
    ("Dinas Pendidikan", (0.2, 0.1, -0.1, -0.3, 0.1, -0.8)),
    ("Dinas Perhubungan", (0, -0.1, -0.5, -0.2, -0.2, -0.6)),
    ("UPT Pasar Lama", (None,) * 6),
)
RATINGS = (
    ("Kurang", "Baik", "Sangat baik"),
    ("Kurang", "Baik", "Baik"),
    ("Sangat kurang", "Butuh|perbaikan", "Butuh|perbaikan"),
)
COUNTS = ((0, 21, 38), (5, 64, 12), (0, 6, 2))
TONES = ((0, 1, 2), (0, 1, 1), (0, 0, 0))
PLAN = (0, 4, 9, 15, 22, 26, 30, 38, 46, 54, 62, 70, 74, 78, 84, 89, 94, 98, 100)
REACHED = (0, 5.4, 15.8, 29.5, 49.5, 58, 61.3, 64.5)
DAYS = {0: "16 Nov", 4: "20", 8: "24", 12: "28", 16: "2 Des"}


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Nama kegiatan", help_text="Singkat, misalnya: meja bantu izin.")
    kind = forms.ChoiceField(
        label="Jenis hasil kerja",
        choices=(("main", "Utama"), ("additional", "Tambahan")),
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label="Tanggal dialog", required=False)
    unit = forms.ChoiceField(label="Unit kerja", choices=(("1", "Dinas A"), ("2", "Dinas B")))
    file = forms.FileField(label="Berkas", required=False, help_text="PDF atau gambar.")
    example = forms.CharField(
        label="Ceritakan satu contoh nyata",
        help_text="Apa situasinya, apa yang Anda lakukan, dan apa hasilnya?",
        max_length=1000,
        widget=forms.Textarea,
    )
    agreed = forms.BooleanField(label="Saya sudah membaca dan mendiskusikan hasil ini.")


class SampleFilter(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label="Cari nama atau NIP", required=False)
    unit = forms.ChoiceField(label="Unit kerja", choices=(("", "Semua unit"), ("1", "Dinas A")))


def sample_context():
    """Return everything the page shows."""
    return {
        "form": SampleForm({"name": "Meja bantu", "example": "Antrean lebih rapi."}),
        "fresh_form": SampleForm(auto_id="fresh_%s"),
        "filter_form": SampleFilter({"unit": "1"}, auto_id="filter_%s"),
        "page": Paginator(range(96), 20).page(2),
        **samples_of_lists(),
        **samples_of_people(),
        **samples_of_charts(),
    }


def samples_of_lists():
    """Return rows of tasks, stages, attention, jobs and answers."""
    job = {"title": "PDF penilaian diri", "done": 1240, "total": 3106, "failed": 2}
    return {
        "tasks": [
            task("Hasil kerja", "5 dari 5 hasil kerja sudah Anda nilai", "done"),
            task("Kompetensi", "4 dari 9. Berikutnya: Pelayanan publik", "progress", current=True),
            task("Perilaku kerja BerAKHLAK", "Ada satu isian yang perlu dilihat lagi", "fix"),
            task("Rencana pengembangan", "Boleh mulai dicicil sekarang", "todo"),
            task("Periksa kembali dan kirim", "Terbuka setelah semua selesai", "locked", url=""),
        ],
        "stages": [
            {"title": "Perencanaan", "text": "Selesai 31 Januari", "state": "done"},
            {"title": "Penilaian diri", "text": "Berjalan s.d. 4 Desember", "state": "now"},
            {"title": "Penilaian atasan", "text": "7 s.d. 18 Desember"},
            {"title": "Hasil dan dialog", "text": "4 s.d. 15 Januari"},
        ],
        "attention": [
            {
                "text": "38 pegawai belum punya atasan",
                "url": "#",
                "action": "Tetapkan",
                "serious": 1,
            },
            {
                "text": "2 unit di bawah 60%",
                "url": "#",
                "action": "Kirim pengingat",
                "icon": "clock",
            },
        ],
        "job": SimpleNamespace(status="running", outcome="Sisa sekitar 6 menit.", **job),
        "answers": [
            {"label": "Pelayanan publik", "value": "Level 3, Menengah", "url": "#"},
            {"label": "Inovasi", "value": "", "url": "#"},
        ],
        "crumbs": [{"url": "#", "label": "Siklus"}],
        "points": ["Isian terkunci.", "Atasan langsung dan tim penilai dapat membacanya."],
        "units": [sample_unit(*unit) for unit in UNITS],
    }


def task(title, hint, status, *, url="#", current=False):
    """Return one row of the task list."""
    return {"title": title, "hint": hint, "status": status, "url": url, "current": current}


def sample_unit(name, total, counts):
    """Return one row of the progress per unit."""
    parts = list(zip(("c-done", "c-sent", "c-wip", "c-none"), counts, strict=True))
    return {"name": name, "total": total, "parts": parts, "sent": sum(counts[:2])}


def samples_of_people():
    """Return a team, the competencies of one person, and who sees what."""
    return {
        "people": [
            {"name": name, "status": status, "done": done, "url": "#", "current": place == 1}
            for place, (name, status, done) in enumerate(TEAM)
        ],
        "competencies": [
            {"label": name, "url": "#", "state": "done" if place < 4 else "", "current": place == 4}
            for place, (name, *_) in enumerate(GAPS)
        ],
        "tabs": [
            {"url": "#", "label": "Hasil kerja", "done": True},
            {"url": "#", "label": "Kompetensi", "current": True, "count": "6/9"},
            {"url": "#", "label": "Ringkasan"},
        ],
        "levels": [
            {"level": level, "label": label, "text": text, "examples": examples}
            for level, label, text, examples in LEVELS
        ],
        "scale": [(level, level) for level, *_ in LEVELS],
        "marks": [("below", "Di bawah"), ("meets", "Sesuai"), ("above", "Di atas")],
        "who_rows": [
            {"when": "Draf", "who": "Hanya Anda"},
            {"when": "Terkirim", "who": "Anda, atasan langsung, dan tim penilai unit"},
        ],
    }


def samples_of_charts():
    """Return the data of every chart."""
    names = ("name", "standard", "own", "supervisor")
    ratings = ("Sangat|kurang", "Kurang", "Butuh|perbaikan", "Baik", "Sangat|baik")
    shares = zip(ratings, (0, 5, 8, 97, 38), (None, None, None, 0.7, None), strict=True)
    return {
        "gaps": [
            dict(zip(names, gap, strict=True), url="#", current=place == 4)
            for place, gap in enumerate(GAPS)
        ],
        "bars": [Bar(name, n / 148, f"{n} ({n / 148:.0%})", guide) for name, n, guide in shares],
        "cells": [
            [QuadrantCell(*cell) for cell in zip(names, texts, tones, strict=True)]
            for names, texts, tones in zip(RATINGS, counted(COUNTS), TONES, strict=True)
        ],
        "mine": [
            [QuadrantCell(RATINGS[r][c], "", TONES[r][c], here=(r, c) == (0, 1)) for c in range(3)]
            for r in range(3)
        ],
        "columns": COLUMNS,
        "heat": HEAT,
        "burn": BurnUp([DAYS.get(day, "") for day in range(len(PLAN))], REACHED, PLAN, 100),
    }


def counted(rows):
    """Return counts of people in words."""
    return [[f"{count} orang" for count in row] for row in rows]
