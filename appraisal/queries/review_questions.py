"""What to ask oneself about one person before deciding, beside the team that is decided already."""

from appraisal.queries.review_summary import is_same_team
from appraisal.queries.team_questions import questions_on
from appraisal.queries.team_summary import decided_snapshots, rated_by
from appraisal.rules.team_patterns import FEWEST_PEOPLE, Rated


def questions_before(sheet, members, actor):
    """Return what is unusual about a review as it stands; one query, none in a small team."""
    evaluation = sheet.evaluation
    team = [row for row in members if row.done and is_same_team(row.evaluation, evaluation)]
    if len(team) < FEWEST_PEOPLE - 1:
        return []
    snapshots = decided_snapshots(actor, team)
    others = [
        rated_by(row, snapshots[row.evaluation.pk])
        for row in team
        if row.evaluation.pk in snapshots
    ]
    return questions_on(evaluation.pk, [*others, as_it_stands(sheet)])


def as_it_stands(sheet):
    """Return what the rules look at, from the drafts."""
    rows = [item for item in sheet.competencies if item.observed]
    reasons = (sheet.overall["results_reason"], sheet.overall["behaviour_reason"])
    return Rated(
        name=sheet.evaluation.employee.name,
        key=sheet.evaluation.pk,
        rating="",
        levels={item.competency.code: item.observed for item in rows},
        words=(*(field.text for field in reasons), *(item.example.text for item in rows)),
    )
