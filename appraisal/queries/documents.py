"""Which documents a job or HR finds."""

from django.db.models import F

from accounts.models import BackgroundJob, OrgUnit
from accounts.queries.org_tree import tree_for
from appraisal.models import Evaluation, EvaluationPeriod, IssuedDocument

PRINT_TASK = "appraisal.print_documents"


def is_being_printed(document):
    """Tell whether a job that makes the file of a document is waiting or running."""
    jobs = BackgroundJob.objects.running().filter(task=PRINT_TASK)
    return jobs.filter(params__documents__contains=[document.public_id]).exists()


def are_printed(evaluation):
    """Tell whether the valid documents of an evaluation are there and all have their file."""
    documents = IssuedDocument.objects.valid().filter(published_result__evaluation=evaluation)
    files = list(documents.values_list("file", flat=True))
    return bool(files) and all(files)


def documents_to_pack(*, actor, units, period, kinds, documents=()):
    """Return the valid documents of units with their sub-units in a period, by unit and name.

    All are named by public id; with `documents` only these.
    """
    found = (
        IssuedDocument.objects.visible_to(actor)
        .valid()
        .filter(
            org_unit__in=with_sub_units(actor, units),
            published_result__evaluation__period__public_id=period,
            kind__in=kinds,
        )
        .select_related("published_result")
    )
    found = found.filter(public_id__in=documents) if documents else found
    return found.order_by(
        "unit_name",
        "published_result__evaluation__employee__name",
        "published_result",
        "kind",
        "pk",
    )


def with_sub_units(actor, units):
    """Return the keys of units, named by public id, with everything below them."""
    tree = tree_for(actor)
    chosen = OrgUnit.objects.filter(public_id__in=units).values_list("pk", flat=True)
    return frozenset().union(*(tree.with_descendants(unit) for unit in chosen))


def people_without_documents(*, actor, units, period):
    """Return (how many people of units have no document in a period, how many take part)."""
    people = Evaluation.objects.visible_to(actor).filter(
        period__public_id=period, org_unit__in=with_sub_units(actor, units)
    )
    valid = IssuedDocument.objects.valid().values("published_result__evaluation")
    return people.exclude(pk__in=valid).count(), people.count()


def documents_with_results(keys):
    """Return {primary key: document} with the results they print."""
    return IssuedDocument.objects.select_related("published_result").in_bulk(keys)


def failed_documents(actor, jobs):
    """Return {job: its documents that could not be made}, by number, in one query."""
    failed = {job.pk: job.params.get("failures", {}) for job in jobs}
    wanted = {public_id for failures in failed.values() for public_id in failures}
    rows = IssuedDocument.objects.visible_to(actor).filter(public_id__in=wanted)
    rows = list(rows.select_related("published_result").order_by("number", "pk"))
    return {
        job: [row for row in rows if row.public_id in failures] for job, failures in failed.items()
    }


def printable_units(actor):
    """Return (public id, name, depth) of the units in the actor's HR scope, as a tree is printed."""
    tree = tree_for(actor).without_former()
    return [
        (tree.public_ids[unit], tree.names[unit], depth)
        for unit, depth in tree.depth_first()
        if actor.is_hr_for(unit)
    ]


def printable_periods(actor):
    """Return the periods that have documents the actor may read as HR, newest first."""
    readable = IssuedDocument.objects.visible_to(actor)
    return (
        EvaluationPeriod.objects.filter(
            evaluations__published_results__documents__in=readable.values("pk")
        )
        .select_related("cycle")
        .distinct()
        .order_by(
            F("cycle__archived_at").asc(nulls_first=True),
            "-cycle__from_date",
            "-until_date",
            "-pk",
        )
    )
