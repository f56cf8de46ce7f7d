"""Kartika acts for a colleague on leave: she has released one result, and decided another, in his name."""

import random
from datetime import timedelta

from accounts.queries.actor import actor_of
from accounts.services.delegation import give_delegation
from accounts.services.leave import record_leave
from appraisal.choices import EvaluationStage, ExpectationMark
from appraisal.management.demo.answers import Story
from appraisal.management.demo.data import moment
from appraisal.management.demo.names import called
from appraisal.management.demo.reviews import review_values
from appraisal.models import Evaluation
from appraisal.queries.review import reviewed_competencies
from appraisal.services.draft import Entry, save_drafts
from appraisal.services.evaluation import deliver_evaluation
from appraisal.services.review import decide_evaluation

LEAVE_REASON = "Cuti tahunan. Penilaian yang sudah dikirim tetap berjalan."
AWAY, DELEGATE = "kabid_pm", "kabid_adu"


def by(city, key, days_ago, hours=(8, 15)):
    """Return who acts and when: a person of the story, some days ago."""
    day = city.today - timedelta(days=days_ago)
    return {"actor": actor_of(city[key], day), "at": moment(day, city.rng, hours)}


def act_on_behalf(city):
    """Give the delegation, release what was decided before, and decide what waited."""
    first, last = city.today - timedelta(days=4), city.today + timedelta(days=12)
    record_leave(employee=city[AWAY], from_date=first, until_date=last, **by(city, "maya", 6))
    give_delegation(
        delegator=city[AWAY],
        delegate=city[DELEGATE],
        days=(first, last),
        reason=LEAVE_REASON,
        **by(city, AWAY, 5),
    )
    decided = latest(city["pm_analis"], EvaluationStage.DECIDED)
    deliver_evaluation(evaluation=decided, **by(city, DELEGATE, 2))
    decide_in_the_name(city, latest(city["pm_penata"], EvaluationStage.REVIEW))


def decide_in_the_name(city, evaluation):
    """Let the delegate write a review, decide it, and release it the day after."""
    dice, meets = random.Random("in the name"), ExpectationMark.MEETS
    name, unit = evaluation.employee.name, city.member_of(evaluation.employee).unit
    story = Story(meets, meets, dice, city.unit_names[unit], called(name))
    planned = list(evaluation.work_plan.planned_results.in_form_order())
    said = review_values(story, planned, list(reviewed_competencies(evaluation)), {})
    entries = [Entry(key, str(text), 0) for key, text in said.items() if text]
    save_drafts(entries=entries, evaluation=evaluation, **by(city, DELEGATE, 2, (8, 11)))
    decide_evaluation(evaluation=evaluation, **by(city, DELEGATE, 2, (13, 15)))
    deliver_evaluation(evaluation=evaluation, **by(city, DELEGATE, 1))


def latest(employee, stage):
    """Return the evaluation of a person in a stage, the latest period first."""
    found = Evaluation.objects.filter(employee=employee, stage=stage).select_related(
        "period__cycle__framework",
        "period__cycle__template",
        "employee",
        "supervisor",
        "superior",
        "org_unit",
        "job_position",
        "work_plan",
    )
    return found.order_by("-period__until_date", "-pk").first()
