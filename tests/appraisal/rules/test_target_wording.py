"""The hints on results and targets that two people read differently."""

import pytest

from appraisal.rules.target_wording import Finding, Target, Vagueness, vague_places


@pytest.mark.parametrize(
    ("statement", "targets", "found"),
    [
        ("Antrean layanan lebih pendek", [Target("Lama antre", "12", has_number=True)], []),
        ("Melaksanakan rapat", [], [(Vagueness.ACTIVITY, "Melaksanakan")]),
        ("Pelaksanaan survei terlaksana", [], []),
        (
            "Layanan prima",
            [Target("Semua surat", "95%")],
            [(Vagueness.ABSOLUTE, "semua")],
        ),
        (
            "Arsip tertata",
            [Target("Berkas", "100", has_number=True, unit="persen")],
            [(Vagueness.WHOLE, "100 persen")],
        ),
        ("Arsip tertata", [Target("Berkas", "1.100 %", has_number=True)], []),
        (
            "Laporan tepat waktu",
            [Target("Laporan", "12", has_number=True, unit="laporan")],
            [(Vagueness.VAGUE, "tepat waktu")],
        ),
        ("Laporan tepat waktu, paling lambat tanggal 10", [], []),
        (
            "Pengaduan dijawab tepat waktu",
            [Target("Dijawab dalam 5 hari kerja", "95 persen", has_number=True)],
            [],
        ),
        (
            "Pengaduan dijawab tepat waktu",
            [Target("Waktu jawab", "5", has_number=True, unit="hari kerja")],
            [],
        ),
        (
            "Warga puas",
            [Target("Kepuasan", "Hasil optimal dan sebagian besar warga puas")],
            [
                (Vagueness.VAGUE, "optimal"),
                (Vagueness.VAGUE, "sebagian besar"),
                (Vagueness.NO_NUMBER, "Hasil optimal dan sebagian besar warga puas"),
            ],
        ),
        ("Naskah selesai", [Target("Naskah", "Sebelum Juni")], []),
        ("Naskah selesai", [Target("Naskah", "")], []),
        ("Semua surat", [Target("Semua surat", "9 hari")], [(Vagueness.ABSOLUTE, "semua")]),
    ],
)
def test_vague_places(statement, targets, found):
    assert vague_places(statement, targets) == tuple(Finding(*row) for row in found)
