"""What stands around every page of a review: the queue, the person, the tabs."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import ExpectationMark, Part
from appraisal.queries.review import OVERALL
from appraisal.queries.snapshot import position_title
from appraisal.queries.team_board import team_members

MARKS = tuple((mark.value, mark.label) for mark in reversed(ExpectationMark))
LEVELS = tuple((str(level), str(level)) for level in range(1, 6))


def frame(request, evaluation, sheet=None, current=""):
    """Return the context that all pages of a review share."""
    members = team_members(request.actor, evaluation.period)
    context = {
        "evaluation": evaluation,
        "sheet": sheet,
        "queue": [person_row(member, evaluation) for member in members],
        "queue_count": _("%(done)s/%(total)s decided")
        % {"done": sum(member.done for member in members), "total": len(members)},
        "pager": pager(members, evaluation),
        "meta": meta(evaluation, sheet),
        "marks": MARKS,
    }
    if sheet is not None:
        context["tabs"] = tabs(evaluation, sheet, current)
        context["autosave_url"] = reverse("appraisal:draft_save", args=[evaluation.public_id])
    return context


def person_row(member, evaluation):
    """Return one row of the queue."""
    return {
        "url": member.url,
        "name": member.name,
        "status": member.status.label,
        "done": member.done,
        "current": member.evaluation.pk == evaluation.pk,
    }


def pager(members, evaluation):
    """Return position, total, and the person before and after."""
    keys = [member.evaluation.pk for member in members]
    if evaluation.pk not in keys:
        return {}
    here = keys.index(evaluation.pk)
    found = {"position": here + 1, "total": len(members)}
    neighbours = {"previous": here - 1, "next": here + 1}
    for name, place in neighbours.items():
        if 0 <= place < len(members):
            found[f"{name}_url"] = members[place].url
            found[f"{name}_name"] = members[place].name
    return found


def meta(evaluation, sheet):
    """Return "Analis Kebijakan Ahli Muda · Bidang Pelayanan · dikirim 20 November, 12 bukti"."""
    parts = [position_title(evaluation.job_position), str(evaluation.org_unit)]
    if sheet and sheet.self_assessment:
        sent = date_format(localtime(sheet.self_assessment.submitted_at), "MONTH_DAY_FORMAT")
        count = ngettext(
            "%(count)s piece of evidence", "%(count)s pieces of evidence", sheet.evidence_count
        ) % {"count": sheet.evidence_count}
        parts.append(_("sent %(date)s, %(evidence)s") % {"date": sent, "evidence": count})
    elif sheet:
        parts.append(_("without self-assessment"))
    return " · ".join(part for part in parts if part)


def tabs(evaluation, sheet, current):
    """Return the parts of a review with how far each is."""
    rows = [
        ("review_results", _("Work results"), *progress(sheet.results)),
        ("review_behaviours", _("Behaviour"), *progress(sheet.behaviours)),
    ]
    if evaluation.period.cycle.has_part(Part.COMPETENCIES):
        rows.append(("review_competencies", _("Competencies"), *progress(sheet.competencies)))
    talked = bool(sheet.overall["strengths"].text and sheet.written_focuses)
    rows.append(("review_dialogue", _("Dialogue notes"), "", talked))
    rated = all(sheet.overall[name].text for name in OVERALL[:4])
    rows.append(("review_summary", _("Summary"), "", rated))
    return [
        {
            "url": reverse(f"appraisal:{name}", args=[evaluation.public_id]),
            "label": label,
            "count": count,
            "done": done,
            "current": name == current,
        }
        for name, label, count, done in rows
    ]


def progress(items):
    """Return "6/9" and whether everything is done."""
    done = sum(item.is_done for item in items)
    return f"{done}/{len(items)}", bool(items) and done == len(items)
