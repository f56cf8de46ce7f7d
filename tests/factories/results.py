"""A published result with a full snapshot, without walking the pages."""

import hashlib
import json

from appraisal.models import PublishedResult
from appraisal.rules.core_values import CORE_VALUES
from appraisal.rules.explanation import explain, trace
from tests.factories.appraisal import NOON

COMPETENCIES = (
    ("M.01", "Integritas", 3, 3, 3), ("M.02", "Kerja Sama", 3, 3, 3), ("M.03", "Komunikasi", 3, 2, 3),
    ("M.04", "Orientasi pada Hasil", 3, 3, 3), ("M.05", "Pelayanan Publik", 3, 3, 4),
    ("M.06", "Pengembangan Diri dan Orang Lain", 3, 3, 2), ("M.07", "Mengelola Perubahan", 2, 2, 2),
    ("M.08", "Pengambilan Keputusan", 3, 3, 3), ("SK.01", "Perekat Bangsa", 2, 3, 3),
)  # fmt: skip
RESULTS = (
    (
        "Standar layanan perizinan usaha mikro diperbarui",
        "Dokumen ditetapkan",
        "1",
        "dokumen",
        "1 dokumen, ditetapkan 12 Mei",
        "ABOVE",
    ),
    (
        "Waktu layanan izin usaha mikro lebih singkat",
        "Rata-rata lama layanan",
        "5",
        "hari",
        "3,6 hari",
        "ABOVE",
    ),
    (
        "Layanan keliling menjangkau kelurahan prioritas",
        "Kelurahan terlayani",
        "12",
        "kelurahan",
        "14 kelurahan",
        "ABOVE",
    ),
    (
        "Tindak lanjut pengaduan tepat waktu",
        "Pengaduan selesai tepat waktu",
        "95",
        "persen",
        "94 persen",
        "MEETS",
    ),
)


def person(name, nip, rank, position):
    """Return one person as a snapshot holds one."""
    return {
        "public_id": name[:5],
        "name": name,
        "nip": nip,
        "rank": rank,
        "position": position,
        "unit": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    }


PEOPLE = {
    "employee": person(
        "Ratna Puspitasari, S.Sos.",
        "190002282020012001",
        "Penata (III/c)",
        "Analis Kebijakan Ahli Muda",
    ),
    "supervisor": person(
        "Hendra Wijaya, S.H., M.Si.",
        "190001012010011001",
        "Pembina (IV/a)",
        "Kepala Bidang Pelayanan",
    ),
    "superior": person(
        "Dra. Sulastri, M.M.",
        "190003032005012001",
        "Pembina Utama Muda (IV/c)",
        "Kepala Dinas",
    ),
}


def make_snapshot(results="ABOVE", behaviour="MEETS"):
    """Return a snapshot as the decision freezes it."""
    explanation = explain(results, behaviour)
    return {
        "schema": 1,
        "agency": "Pemerintah Kota Contoh",
        "place": "Kota Contoh",
        "cycle": {"name": "Penilaian kinerja 2026", "public_id": "c", "template": "T1"},
        "period": {
            "name": "Tahun 2026",
            "kind": "ANNUAL",
            "from": "2026-01-01",
            "until": "2026-12-31",
        },
        **PEOPLE,
        "plan": {
            "version": 1,
            "approach": "QUANTITATIVE",
            "results": [planned(*row) for row in RESULTS],
        },
        "behaviours": [behaviour_row(value) for value in CORE_VALUES],
        "competencies": [competency_row(*row) for row in COMPETENCIES],
        "narratives": [],
        "organisation": {
            "unit": "Dinas",
            "value": "GOOD",
            "label": "Baik",
            "source": "SK",
            "year": 2026,
            "is_last_year": False,
        },
        "ratings": {
            "results": results,
            "results_reason": "Tiga dari empat hasil utama melampaui target.",
            "behaviour": behaviour,
            "behaviour_reason": "Perilaku konsisten untuk diri sendiri sepanjang tahun.",
            "rating": explanation.rating.value,
        },
        "explanation": [sentence.text for sentence in explanation.screen],
        "strengths": "Menggerakkan kelompok lintas unit untuk memperbaiki layanan.",
        "focuses": [
            {
                "competency": "Pengembangan Diri dan Orang Lain",
                "text": "mendampingi dua rekan menyusun panduan layanan pada triwulan I.",
            }
        ],
        "recommendation": "Diprioritaskan untuk pelatihan coaching.",
        "dialogue": {"date": "2026-12-21", "note": "Sepakat memulai pendampingan pada Januari."},
        "self_assessment": {
            "reference": "PD-2026-00001",
            "submitted_at": "2026-11-20T12:00:00+07:00",
        },
        "decided_at": "2026-12-18T09:00:00+07:00",
    }


def planned(statement, measure, target, unit, realisation, mark):
    """Return one planned result with its realisation."""
    return {
        "public_id": statement[:8],
        "kind": "MAIN",
        "statement": statement,
        "leaders_result": "",
        "assigned_by": "",
        "indicators": [
            {
                "aspect": "QUANTITY",
                "statement": measure,
                "target": target,
                "unit_of_measure": unit,
                "perspective": "",
            }
        ],
        "realisation": realisation,
        "note": "",
        "self_mark": "MEETS",
        "mark": mark,
        "feedback": "Selesai sebelum tenggat dan dipakai unit lain.",
        "evidence": [],
    }


def behaviour_row(value):
    """Return one core value with both marks."""
    return {
        "code": value.code,
        "name": value.name,
        "statements": list(value.statements),
        "expectation": "",
        "self_mark": "MEETS",
        "self_example": "Contoh.",
        "mark": "MEETS",
        "feedback": "",
    }


def competency_row(code, name, standard, own, level):
    """Return one rated competency."""
    return {
        "code": code,
        "name": name,
        "standard": standard,
        "self_level": own,
        "level": level,
        "level_label": "Menengah",
        "indicators": [],
        "example": "",
        "self_example": "",
        "reason": "",
        "agreement": "AGREED_NEED" if level < standard else "CONFIRMED_STRENGTH",
    }


def make_published_result(evaluation, *, version=1, results="ABOVE", behaviour="MEETS", **changes):
    """Freeze a result for an evaluation."""
    snapshot = make_snapshot(results, behaviour) | changes
    canonical = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    explained = trace(explain(results, behaviour))
    return PublishedResult.objects.create(
        evaluation=evaluation,
        version=version,
        results_rating=results,
        behaviour_rating=behaviour,
        snapshot=snapshot,
        trace=explained,
        rule_version=explained["rule_version"],
        content_hash=hashlib.sha256(canonical.encode()).hexdigest(),
        decided_at=NOON,
    )
