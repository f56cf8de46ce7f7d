"""What a position requires and what a person has shown."""

from competency.models.assessed_level import AssessedLevel
from competency.models.draft import CompetencyDraft
from competency.models.framework import Competency, CompetencyFramework, ProficiencyLevel
from competency.models.standard import PositionStandard
from competency.models.standard_import import StandardImport

__all__ = [
    "AssessedLevel",
    "Competency",
    "CompetencyDraft",
    "CompetencyFramework",
    "PositionStandard",
    "ProficiencyLevel",
    "StandardImport",
]
