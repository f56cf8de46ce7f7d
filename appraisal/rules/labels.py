"""The regulation's own Indonesian words, on paper as printed and on screen as spelled today.

PermenPANRB 6/2022 writes "Diatas" and "Dibawah" as one word (p. 97-103); official prints keep that,
screens follow the standard spelling. These words are data of the regulation, not interface text.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .distribution import OrganisationAchievement
from .quadrant import Expectation, PerformanceRating

EXPECTATION_PRINT: Final[Mapping[Expectation, str]] = MappingProxyType(
    {
        Expectation.ABOVE: "Diatas Ekspektasi",
        Expectation.MEETS: "Sesuai Ekspektasi",
        Expectation.BELOW: "Dibawah Ekspektasi",
    }
)
"""Ratings as the forms C.1.x print them (p. 97-103)."""

EXPECTATION_SCREEN: Final[Mapping[Expectation, str]] = MappingProxyType(
    {
        Expectation.ABOVE: "Di atas ekspektasi",
        Expectation.MEETS: "Sesuai ekspektasi",
        Expectation.BELOW: "Di bawah ekspektasi",
    }
)
"""Ratings as screens spell them."""

RATING_PRINT: Final[Mapping[PerformanceRating, str]] = MappingProxyType(
    {
        PerformanceRating.VERY_GOOD: "Sangat Baik",
        PerformanceRating.GOOD: "Baik",
        PerformanceRating.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
        PerformanceRating.POOR: "Kurang/ Misconduct",
        PerformanceRating.VERY_POOR: "Sangat Kurang",
    }
)
"""The predikat as the forms C.1.x and D.1.x print it (p. 99-103)."""

RATING_SCREEN: Final[Mapping[PerformanceRating, str]] = MappingProxyType(
    {
        PerformanceRating.VERY_GOOD: "Sangat baik",
        PerformanceRating.GOOD: "Baik",
        PerformanceRating.NEEDS_IMPROVEMENT: "Butuh perbaikan",
        PerformanceRating.POOR: "Kurang",
        PerformanceRating.VERY_POOR: "Sangat kurang",
    }
)
"""The predikat as screens spell it."""

ACHIEVEMENT_PRINT: Final[Mapping[OrganisationAchievement, str]] = MappingProxyType(
    {
        OrganisationAchievement.OUTSTANDING: "Istimewa",
        OrganisationAchievement.GOOD: "Baik",
        OrganisationAchievement.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
        OrganisationAchievement.POOR: "Kurang",
        OrganisationAchievement.VERY_POOR: "Sangat Kurang",
    }
)
"""The organisation's achievement as the forms print it (p. 94-97)."""

ACHIEVEMENT_SCREEN: Final[Mapping[OrganisationAchievement, str]] = MappingProxyType(
    {
        OrganisationAchievement.OUTSTANDING: "Istimewa",
        OrganisationAchievement.GOOD: "Baik",
        OrganisationAchievement.NEEDS_IMPROVEMENT: "Butuh perbaikan",
        OrganisationAchievement.POOR: "Kurang",
        OrganisationAchievement.VERY_POOR: "Sangat kurang",
    }
)
"""The organisation's achievement as screens spell it."""

RESULTS_GUIDE: Final[Mapping[Expectation, str]] = MappingProxyType(
    {
        Expectation.ABOVE: (
            "sebagian besar atau seluruh hasil kerja di atas ekspektasi, "
            "tidak ada hasil kerja utama di bawah ekspektasi, "
            "dan umpan balik sebagian besar atau seluruhnya positif"
        ),
        Expectation.MEETS: (
            "sebagian besar atau seluruh hasil kerja sesuai ekspektasi, "
            "hanya sebagian kecil hasil kerja utama di bawah ekspektasi, "
            "dan umpan balik sebagian positif"
        ),
        Expectation.BELOW: (
            "sebagian besar atau seluruh hasil kerja di bawah ekspektasi "
            "dan umpan balik sebagian besar atau seluruhnya tidak positif"
        ),
    }
)
"""The regulation's example guide to the rating of results (p. 97-98 and 100-101)."""

BEHAVIOUR_GUIDE: Final[Mapping[Expectation, str]] = MappingProxyType(
    {
        Expectation.ABOVE: (
            "konsisten menjalankan nilai dasar ASN untuk diri sendiri dan menjadi penjaga "
            "penerapannya di dalam atau di luar unit kerja"
        ),
        Expectation.MEETS: "konsisten menjalankan nilai dasar ASN untuk diri sendiri",
        Expectation.BELOW: "belum konsisten menjalankan nilai dasar ASN",
    }
)
"""The regulation's example guide to the rating of behaviour (p. 98 and 102)."""
