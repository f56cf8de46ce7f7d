"""Write down that somebody opened the content of a plan or an evaluation."""

from accounts.choices import AccessKind, AccessRole
from accounts.services.access import record_accesses
from appraisal.choices import ExportKind
from appraisal.models import IssuedDocument
from appraisal.permissions import access_role

TABLES = {  # what a table with content holds, and the way from its records to the person
    ExportKind.PLANS: (AccessKind.WORK_PLAN, "work_plan__employee"),
    ExportKind.RESULTS: (AccessKind.RESULT, "evaluation__employee"),
    ExportKind.FOCUSES: (AccessKind.RESULT, "review__evaluation__employee"),
}


def record_opening(*, record, kind, actor, at):
    """Note that the actor opened a record (plan or evaluation) of somebody else; one query."""
    record_openings(records=[record], kind=kind, actor=actor, at=at)


def record_openings(*, records, kind, actor, at):
    """Do the same for many records, with one query for each capacity the actor came in."""
    roles = {record.employee_id: access_role(actor, record) for record in records}
    for role in AccessRole:
        subject_ids = [subject for subject, held in roles.items() if held == role]
        record_accesses(subject_ids=subject_ids, kind=kind, role=role, actor=actor, at=at)


def record_table(*, table, records, actor, at):
    """Note that HR took out a table with content about these people; lists of names are no content."""
    if table in TABLES:
        kind, person = TABLES[table]
        people = records.order_by().values_list(person, flat=True)
        record_accesses(subject_ids=people, kind=kind, role=AccessRole.HR, actor=actor, at=at)


def record_documents(*, documents, actor, at):
    """Note that HR took out the documents of these people."""
    people = IssuedDocument.objects.filter(pk__in=[document.pk for document in documents])
    record_accesses(
        subject_ids=people.values_list("published_result__evaluation__employee", flat=True),
        kind=AccessKind.DOCUMENT,
        role=AccessRole.HR,
        actor=actor,
        at=at,
    )
