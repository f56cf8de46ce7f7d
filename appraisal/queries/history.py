"""One's own past: every cycle with what was sent, what came out, and the documents with their codes."""

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import BackgroundJob
from appraisal.choices import DELIVERED_STAGES
from appraisal.models import AppraisalCycle, Evaluation, IssuedDocument, SelfAssessment
from appraisal.queries.documents import PRINT_TASK
from appraisal.queries.period import place


@dataclass(frozen=True, slots=True)
class PastDocument:
    """One document: where it stands, and whether a job is making its file."""

    document: IssuedDocument
    is_running: bool


@dataclass(frozen=True, slots=True)
class PastEvaluation:
    """One evaluation: what was sent, whether its result may be read, and its documents."""

    evaluation: Evaluation
    sent: SelfAssessment | None
    documents: tuple[PastDocument, ...]

    @property
    def is_released(self):
        """Tell whether the person may read the result."""
        return self.evaluation.stage in DELIVERED_STAGES


@dataclass(frozen=True, slots=True)
class PastCycle:
    """One cycle with the person's evaluations in the order of their periods."""

    cycle: AppraisalCycle
    evaluations: tuple[PastEvaluation, ...]


def history_of(actor):
    """Return the actor's cycles, the newest first; the same queries for any number of years."""
    evaluations = list(
        Evaluation.objects.filter(employee=actor.employee)
        .select_related("period__cycle")
        .order_by("-period__cycle__from_date", "pk")
    )
    sent = newest_sent(evaluations)
    documents = documents_about(actor)
    found = {}
    for row in sorted(evaluations, key=lambda row: place(row.period)):
        past = PastEvaluation(row, sent.get(row.pk), tuple(documents.get(row.pk, ())))
        found.setdefault(row.period.cycle, []).append(past)
    cycles = sorted(found, key=lambda cycle: (cycle.from_date, cycle.pk), reverse=True)
    return [PastCycle(cycle, tuple(found[cycle])) for cycle in cycles]


def newest_sent(evaluations):
    """Return {evaluation: the newest self-assessment that was sent}."""
    sent = SelfAssessment.objects.filter(evaluation__in=evaluations).order_by("version", "pk")
    return {row.evaluation_id: row for row in sent}


def documents_about(actor):
    """Return {evaluation: documents about the actor}, the newest first."""
    documents = list(
        IssuedDocument.objects.visible_to(actor)
        .filter(published_result__evaluation__employee=actor.employee)
        .select_related("published_result")
        .order_by("-issued_at", "kind", "pk")
    )
    running = being_printed([document.public_id for document in documents if not document.file])
    found = {}
    for document in documents:
        past = PastDocument(document, document.public_id in running)
        found.setdefault(document.published_result.evaluation_id, []).append(past)
    return found


def being_printed(waiting):
    """Return the public ids, among those without a file, for which a job waits or runs."""
    if not waiting:
        return set()
    about = Q()
    for identity in waiting:
        about |= Q(params__documents__contains=[identity])
    jobs = BackgroundJob.objects.running().filter(about, task=PRINT_TASK)
    return {
        name for params in jobs.values_list("params", flat=True) for name in params["documents"]
    }
