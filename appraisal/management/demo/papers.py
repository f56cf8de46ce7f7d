"""Every released result has its documents, as the product sees to; the worker prints those of a few.

The others are printed when somebody asks for them first.
"""

from django.db.models import F
from django.utils import timezone

from accounts.models import AuditEvent
from appraisal.choices import DocumentKind
from appraisal.models import DocumentCounter, IssuedDocument, PublishedResult
from appraisal.services.issued_document import new_document, number_in


def issue_the_rest():
    """Issue the documents of all released results that have none yet, in the order of their release."""
    results = PublishedResult.objects.filter(
        documents=None, version=F("evaluation__delivered_version")
    ).select_related("evaluation__period", "evaluation__supervisor")
    numbers = dict(DocumentCounter.objects.values_list("year", "last"))
    documents = [
        papered(result, kind, numbers)
        for result in results.order_by("evaluation__delivered_at", "pk")
        for kind in DocumentKind
    ]
    IssuedDocument.objects.bulk_create(documents)
    AuditEvent.objects.bulk_create(map(issued, documents))
    keep_numbers(numbers)


def papered(result, kind, numbers):
    """Return an unsaved document with the next number of its year."""
    at = result.evaluation.delivered_at
    year = timezone.localtime(at).year
    numbers[year] = numbers.get(year, 0) + 1
    number = number_in(year, numbers[year])
    return new_document(published_result=result, kind=kind, number=number, at=at)


def issued(document):
    """Return the unsaved event that says who issued a document."""
    return AuditEvent(
        subject_label=document._meta.label,
        subject_id=document.public_id,
        action="issue",
        actor=document.published_result.evaluation.supervisor,
        at=document.issued_at,
        data={"kind": document.kind},
    )


def keep_numbers(numbers):
    """Write the last number of each year."""
    counters = [DocumentCounter(year=year, last=last) for year, last in numbers.items()]
    DocumentCounter.objects.bulk_create(
        counters, update_conflicts=True, unique_fields=["year"], update_fields=["last"]
    )
