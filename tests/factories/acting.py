"""Factories of acting for somebody else, and of cycles that ask for more."""

from datetime import date

from accounts.models import Delegation
from appraisal.choices import Part
from appraisal.models import Criterion, CriterionAnswer
from tests.factories.appraisal import NOON

CRITERIA = (("DISIPLIN", "Disiplin"), ("MUTU", "Mutu kerja"), ("KOMUNIKASI", "Komunikasi"))


def make_delegation(delegator, delegate, **fields):
    """Let somebody act for a supervisor, from 2020 on."""
    dates = {"from_date": date(2020, 1, 1), "until_date": date(2099, 12, 31)}
    return Delegation.objects.create(
        delegator=delegator,
        delegate=delegate,
        reason="Cuti tahunan",
        created_by=delegator,
        created_at=NOON,
        **dates | fields,
    )


def ask_criteria(cycle):
    """Let a cycle ask about three criteria; return them in order."""
    cycle.parts = cycle.parts | {Part.CRITERIA: "required"}
    cycle.save(update_fields=["parts"])
    return [
        Criterion.objects.create(
            cycle=cycle, code=code, name=name, description=f"Tentang {name}", position=position
        )
        for position, (code, name) in enumerate(CRITERIA)
    ]


def answer_criteria(sent, criteria):
    """Answer every criterion in a sent self-assessment."""
    for row in criteria:
        CriterionAnswer.objects.create(
            self_assessment=sent, criterion=row, mark="ABOVE", example=f"Contoh {row.name} saya."
        )


def give_option(cycle, *options):
    """Switch options of a cycle on."""
    cycle.options = [*options]
    cycle.save(update_fields=["options"])
