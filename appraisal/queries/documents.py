"""Which documents a person or a job finds."""

from accounts.models import BackgroundJob, OrgUnit
from accounts.queries.org_tree import org_tree, tree_with_former
from appraisal.models import AppraisalCycle, IssuedDocument

PRINT_TASK = "appraisal.print_documents"


def own_documents(actor):
    """Return the documents about the actor, newest first, replaced ones included."""
    return (
        IssuedDocument.objects.visible_to(actor)
        .filter(published_result__evaluation__employee=actor.employee)
        .select_related("replaced_by")
        .order_by("-issued_at", "kind", "pk")
    )


def is_being_printed(document):
    """Tell whether a job that makes the file of a document is waiting or running."""
    jobs = BackgroundJob.objects.running().filter(task=PRINT_TASK)
    return jobs.filter(params__documents__contains=[document.public_id]).exists()


def are_printed(evaluation):
    """Tell whether the valid documents of an evaluation are there and all have their file."""
    documents = IssuedDocument.objects.valid().filter(published_result__evaluation=evaluation)
    files = list(documents.values_list("file", flat=True))
    return bool(files) and all(files)


def documents_of_unit(*, actor, unit, cycle):
    """Return the valid documents of a unit (public id) with its sub-units in a cycle (public id)."""
    unit_id = OrgUnit.objects.values_list("pk", flat=True).get(public_id=unit)
    return (
        IssuedDocument.objects.visible_to(actor)
        .valid()
        .filter(
            org_unit__in=tree_with_former(actor.on).with_descendants(unit_id),
            published_result__evaluation__period__cycle__public_id=cycle,
        )
        .select_related("published_result")
        .order_by("unit_name", "number", "pk")
    )


def printable_units(actor):
    """Return (public id, name, depth) of the units in the actor's HR scope, as a tree is printed."""
    tree = org_tree(actor.on)
    public_ids = dict(OrgUnit.objects.values_list("pk", "public_id"))
    return [
        (public_ids[unit], tree.names[unit], depth)
        for unit, depth in tree.depth_first()
        if actor.is_hr_for(unit)
    ]


def printable_cycles(actor):
    """Return the cycles that have documents the actor may read."""
    readable = IssuedDocument.objects.visible_to(actor)
    return (
        AppraisalCycle.objects.filter(
            periods__evaluations__published_results__documents__in=readable.values("pk")
        )
        .distinct()
        .order_by("-until_date", "pk")
    )
