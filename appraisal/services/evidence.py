"""Add and remove evidence while a self-assessment is being written."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.choices import EvaluationStage
from appraisal.models import CompetencyClaim, Evaluation, Evidence, ResultAnswer
from appraisal.permissions import is_owner
from appraisal.queries.windows import refuse_closed

MOST_PIECES = 50  # of one evaluation


@transaction.atomic
def add_evidence(*, evaluation, title, url="", file=None, planned_result=None, actor, at):
    """Keep a link, or a file under a random name, for a planned result or for all of it."""
    lock_for_evidence(evaluation, actor)
    if planned_result and planned_result.work_plan_id != evaluation.work_plan_id:
        raise PermissionDenied
    if evaluation.evidence.filter(note="").count() >= MOST_PIECES:
        raise Refusal(_("Fifty pieces are the most. Remove one first."), code="too_many")
    if file:
        file.name = f"{secrets.token_urlsafe(16)}.{file.name.rpartition('.')[2].lower()}"
    evidence = Evidence.objects.create(
        evaluation=evaluation,
        employee=actor.employee,
        planned_result=planned_result,
        title=title,
        url=url,
        file=file or "",
        added_at=at,
    )
    record_event(subject=evidence, action="evidence_added", actor=actor, at=at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence, actor, at):
    """Take a piece of evidence away; what was sent with a self-assessment stays."""
    lock_for_evidence(evidence.evaluation, actor)
    if was_sent(evidence):
        raise Refusal(_("This evidence was sent with your self-assessment."), code="was_sent")
    person = evidence.employee.public_id
    record_event(subject=evidence, action="evidence_removed", actor=actor, at=at, person=person)
    storage, name = evidence.file.storage, evidence.file.name
    evidence.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def copy_entries(*, evaluation, entries, at):
    """Copy notes of the work log as evidence, as they stand now; return {public id: evidence}.

    What was sent unchanged before is used again, so that sending twice does not copy twice.
    """
    known = {
        (row.progress_entry_id, *said(row)): row
        for row in Evidence.objects.filter(evaluation=evaluation, progress_entry__in=entries)
    }
    missing = [entry for entry in entries if (entry.pk, *said(entry)) not in known]
    fresh = Evidence.objects.bulk_create(as_evidence(entry, evaluation, at) for entry in missing)
    known |= {(row.progress_entry_id, *said(row)): row for row in fresh}
    return {entry.public_id: known[entry.pk, *said(entry)] for entry in entries}


def said(record):
    """Return what a note, or evidence made from one, says."""
    return record.note, record.url, record.file.name, record.happened_on


def as_evidence(entry, evaluation, at):
    """Return the copy of a note; a file is not stored twice."""
    return Evidence(
        evaluation=evaluation,
        employee_id=evaluation.employee_id,
        progress_entry=entry,
        title=entry.title,
        note=entry.text,
        url=entry.url,
        file=entry.file.name,
        happened_on=entry.happened_on,
        added_at=at,
    )


def was_sent(evidence):
    """Tell whether a sent self-assessment refers to this piece."""
    return (
        ResultAnswer.objects.filter(evidence=evidence).exists()
        or CompetencyClaim.objects.filter(evidence=evidence).exists()
    )


def lock_for_evidence(evaluation, actor):
    """Lock the evaluation; only its employee goes on, and only before sending."""
    evaluation.refresh_from_db(
        fields=["stage"], from_queryset=Evaluation.objects.select_for_update(of=("self",))
    )
    if not is_owner(actor, evaluation):
        raise PermissionDenied
    if evaluation.stage != EvaluationStage.SELF_ASSESSMENT:
        raise Refusal(
            _("Evidence can be changed only before the self-assessment is sent."),
            code="wrong_stage",
        )
    refuse_closed(evaluation.period.cycle)
