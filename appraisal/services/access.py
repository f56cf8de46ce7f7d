"""Write down that somebody opened the content of a plan or an evaluation."""

from accounts.choices import AccessKind, AccessRole
from accounts.services.access import Matter, record_accesses
from appraisal.choices import ExportKind
from appraisal.models import Evaluation
from appraisal.models.shipped_words import period_words
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
    matters = {record.employee_id: matter_of(record) for record in records}
    for role in AccessRole:
        held = {subject: matters[subject] for subject in matters if roles[subject] == role}
        record_accesses(matters=held, kind=kind, role=role, actor=actor, at=at)


def matter_of(record):
    """Return the words of a plan or an evaluation, and the page on which its person meets it."""
    link = record.get_absolute_url()
    if isinstance(record, Evaluation):
        return Matter(words_of(record.period.cycle.name, record.period.name), link)
    return Matter(words_of(record.cycle.name), link)


def words_of(cycle_name, period_name=""):
    """Return the names of a cycle and a period, to be read later in any language."""
    return (cycle_name, ", ", period_words(period_name)) if period_name else (cycle_name,)


def record_table(*, table, records, period, actor, at):
    """Note that HR took out a table with content about these people; lists of names are no content."""
    if table not in TABLES:
        return
    kind, person = TABLES[table]
    matter = Matter(words_of(period.cycle.name, period.name))
    matters = dict.fromkeys(records.order_by().values_list(person, flat=True), matter)
    record_accesses(matters=matters, kind=kind, role=AccessRole.HR, actor=actor, at=at)


def record_documents(*, documents, actor, at):
    """Note that HR took out the documents of these people."""
    evaluations = Evaluation.objects.filter(published_results__documents__in=documents)
    evaluations = evaluations.select_related("period__cycle").order_by("pk")
    record_accesses(
        matters={row.employee_id: matter_of(row) for row in evaluations},
        kind=AccessKind.DOCUMENT,
        role=AccessRole.HR,
        actor=actor,
        at=at,
    )
