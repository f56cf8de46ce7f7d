"""Put documents together: ask for it, ask again for what failed, keep the file."""

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import OrgUnit
from accounts.models.job_words import plural_noop
from accounts.queries.org_tree import tree_for
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.background_job import request_job
from appraisal.choices import PackLayout
from appraisal.models import EvaluationPeriod
from appraisal.models.shipped_words import period_words
from appraisal.queries.documents import documents_to_pack
from appraisal.services.access import record_documents

PACK_TASK = "appraisal.pack_documents"
PACKED = {  # in one PDF or not: the words for one document, and for more
    True: plural_noop("%(count)s document in one PDF", "%(count)s documents in one PDF"),
    False: plural_noop("%(count)s document as ZIP", "%(count)s documents as ZIP"),
}
NAMED, MORE = 2, gettext_noop(" and %(count)s more")  # units in a title
MOST_IN_ONE = 1000  # documents in one PDF: more is no file that an office printer takes
ASKED = ("units", "period", "kinds", "documents")


@transaction.atomic
def request_pack(*, units, period, kinds, layout, actor, at, documents=()):
    """Ask the worker to put the documents of units together, all of them or those named."""
    if not actor.is_hr:
        raise PermissionDenied
    asked = {"units": units, "period": period, "kinds": kinds, "documents": list(documents)}
    names = names_of_units(actor, units)
    count = documents_to_pack(actor=actor, **asked).count()
    refuse_empty_or_large(count, layout)
    return request_job(
        task=PACK_TASK,
        title=title_of(count, layout, EvaluationPeriod.objects.get(public_id=period), names),
        params={**asked, "layout": layout, "again": True},
        actor=actor,
        at=at,
        dedupe=f"{layout}:{period}:{sorted(units)}:{sorted(kinds)}:{sorted(documents)}",
        total=count,
    )


def refuse_empty_or_large(count, layout):
    """Refuse a choice without documents, and one PDF of more than a printer takes."""
    if not count:
        raise Refusal(
            _("These units have no such documents in this period. Choose others."), code="none"
        )
    if layout == PackLayout.MERGED and count > MOST_IN_ONE:
        text = _(
            "One PDF holds %(most)s documents at most, these are %(count)s. Choose fewer units."
        )
        raise Refusal(text % {"most": MOST_IN_ONE, "count": count}, code="too_many")


def title_of(count, layout, period, names):
    """Return the words of "12 dokumen dalam ZIP, Penilaian kinerja 2026, Tahun 2026: Dinas Contoh"."""
    one, many = PACKED[layout == PackLayout.MERGED]
    about = f", {period.cycle.name}, "
    title = [[one, {"count": count}, many], about, period_words(period.name)]
    title += [f": {', '.join(names[:NAMED])}"]
    if len(names) > NAMED:
        title += [[MORE, {"count": len(names) - NAMED}]]
    return title


def names_of_units(actor, units):
    """Return the names of units, named by public id, without those that come along with another."""
    tree = tree_for(actor)
    chosen = {key for key, public_id in tree.public_ids.items() if public_id in set(units)}
    order = [unit for unit, _depth in tree.depth_first() if unit in chosen]
    return [tree.names[unit] for unit in order if chosen.isdisjoint(tree.ancestors(unit))]


@transaction.atomic
def repeat_pack(*, job, actor, at):
    """Ask once more for documents, with the choices of a job that ended without a file."""
    if job.requested_by_id != actor.employee.pk:
        raise PermissionDenied
    asked = {name: job.params[name] for name in ASKED}
    return request_pack(**asked, layout=job.params["layout"], actor=actor, at=at)


@transaction.atomic
def retry_failed(*, job, actor, at):
    """Ask once more for the documents of a job that could not be made."""
    if job.requested_by_id != actor.employee.pk:
        raise PermissionDenied
    failed = list(job.params.get("failures", ()))
    if job.task != PACK_TASK or not failed:
        raise Refusal(_("Every document of this job was made."), code="nothing_failed")
    asked = {key: job.params[key] for key in ASKED} | {"documents": failed}
    return request_pack(**asked, layout=job.params["layout"], actor=actor, at=at)


@transaction.atomic
def keep_pack(*, job, file, name, documents, failures, actor, at):
    """Store the file with the units it is from and what failed, and write down who took it out."""
    job.refresh_from_db()
    job.params = job.params | {"hr_units": hr_units_of(documents, actor), "failures": failures}
    if len(documents) > len(failures):
        job.result_file.save(name, File(file), save=False)
    job.save(update_fields=["params", "result_file"])
    about = {"layout": job.params["layout"], "period": job.params["period"]}
    made = len(documents) - len(failures)
    record_documents(documents=documents, actor=actor, at=at)
    record_event(subject=job, action="pack_documents", actor=actor, at=at, documents=made, **about)
    return job


def hr_units_of(documents, actor):
    """Return the units whose documents go into the file because the requester is HR there."""
    packed = {document.org_unit_id for document in documents}
    units = OrgUnit.objects.filter(pk__in=packed).order_by("pk").values_list("pk", "public_id")
    return [public_id for pk, public_id in units if actor.is_hr_for(pk)]
