"""Freeze what was decided."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from accounts.services.audit import record_event
from appraisal.models import PublishedResult
from appraisal.queries.snapshot import build_snapshot
from appraisal.rules.explanation import explain, trace


@transaction.atomic
def publish_result(*, evaluation, review, actor, at):
    """Store the snapshot of a review with the trace; the database looks the predikat up."""
    snapshot = build_snapshot(evaluation, review, timezone.localdate(at))
    explanation = explain(review.results_rating, review.behaviour_rating)
    result = PublishedResult.objects.create(
        evaluation=evaluation,
        version=review.version,
        results_rating=review.results_rating,
        behaviour_rating=review.behaviour_rating,
        snapshot=snapshot,
        trace=trace(explanation),
        rule_version=explanation.rule_version,
        content_hash=content_hash(snapshot),
        decided_at=at,
    )
    record_event(
        subject=result, action="publish", actor=actor, at=at, evaluation=evaluation.public_id
    )
    return result


def content_hash(snapshot):
    """Return the SHA-256 of a snapshot in its canonical form."""
    text = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
