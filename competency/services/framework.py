"""Load and version the dictionary of competencies."""

from django.db import transaction

from competency.choices import CompetencyCategory
from competency.models import Competency, CompetencyFramework, ProficiencyLevel

CATEGORIES = {
    "manajerial": CompetencyCategory.MANAGERIAL,
    "sosial kultural": CompetencyCategory.SOCIOCULTURAL,
    "sosiokultural": CompetencyCategory.SOCIOCULTURAL,
    "teknis": CompetencyCategory.TECHNICAL,
}


@transaction.atomic
def load_framework(*, name, version, from_date, source, entries):
    """Load a dictionary once; a version that is there stays as it is. Return the framework."""
    framework, created = CompetencyFramework.objects.get_or_create(
        name=name, version=version, defaults={"from_date": from_date, "source": source}
    )
    if created:
        for position, entry in enumerate(entries):
            load_competency(framework=framework, position=position, entry=entry)
    return framework


def load_competency(*, framework, position, entry):
    """Load one competency with its five levels of three indicators."""
    competency = Competency.objects.create(
        framework=framework,
        code=entry["code"],
        name=entry["name"],
        category=CATEGORIES[entry["category"].replace("_", " ").lower()],
        definition=entry["definition"],
        position=position,
    )
    ProficiencyLevel.objects.bulk_create(
        ProficiencyLevel(
            competency=competency,
            level=level["level"],
            label=level["label"],
            description=level["description"],
            indicators=level["indicators"],
        )
        for level in entry["levels"]
    )
    return competency
