"""What a position requires and what a person has shown."""

from competency.models.assessed_level import AssessedLevel
from competency.models.framework import Competency, CompetencyFramework, ProficiencyLevel
from competency.models.standard import PositionStandard

__all__ = [
    "AssessedLevel",
    "Competency",
    "CompetencyFramework",
    "PositionStandard",
    "ProficiencyLevel",
]
