"""What stands around every page of a review: the queue, the person, the tabs."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from appraisal.choices import ExpectationMark, Part
from appraisal.queries.review import OVERALL
from appraisal.queries.review_history import history_of, opened_again
from appraisal.queries.snapshot import position_title
from appraisal.queries.team_board import team_members

MARKS = tuple((mark.value, mark.label) for mark in reversed(ExpectationMark))
LEVELS = tuple((str(level), str(level)) for level in range(1, 6))


def frame(request, evaluation, sheet=None, current=""):
    """Return the context that all pages of a review share."""
    members = team_members(request.actor, evaluation.period)
    history = history_of(evaluation, request.actor)
    context = {
        "members": members,
        "other": next((m.other for m in members if m.evaluation.pk == evaluation.pk), None),
        "history": history,
        "reopened": opened_again(evaluation) if history.versions else None,
        "on_behalf_of": evaluation.supervisor if request.actor.acting_for(evaluation) else None,
        "evaluation": evaluation,
        "sheet": sheet,
        "queue": [person_row(member, evaluation) for member in members],
        "queue_count": _("%(done)s/%(total)s decided")
        % {"done": sum(member.done for member in members), "total": len(members)},
        "pager": pager(members, evaluation, current),
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


def pager(members, evaluation, current=""):
    """Return position, total, and who is still to be decided before and after, on the same tab."""
    keys = [member.evaluation.pk for member in members]
    if evaluation.pk not in keys:
        return {}
    here = keys.index(evaluation.pk)
    found = {"position": here + 1, "total": len(members)}
    sides = {"previous": members[:here][::-1], "next": members[here + 1 :]}
    for name, people in sides.items():
        neighbour = next((member for member in people if not member.done), None)
        if neighbour:
            found[f"{name}_url"] = same_tab(neighbour, current)
            found[f"{name}_name"] = neighbour.name
    return found


def same_tab(member, current):
    """Return the tab of another person that is open for this one."""
    if not current:
        return member.url
    return reverse(f"appraisal:{current}", args=[member.evaluation.public_id])


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
        ("review_results", _("Work results"), *optional_progress(sheet.results)),
        ("review_behaviours", _("Behaviour"), *optional_progress(sheet.behaviours)),
    ]
    if sheet.criteria:
        rows.append(("review_criteria", _("Criteria"), *optional_progress(sheet.criteria)))
    if evaluation.period.cycle.has_part(Part.COMPETENCIES):
        rows.append(("review_competencies", _("Competencies"), *progress(sheet.competencies)))
    talked = bool(sheet.overall["strengths"].text and sheet.written_focuses)
    rows.append(("review_dialogue", _("Strengths and dialogue"), "", talked))
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


def optional_progress(items):
    """Return the progress of a part that may stay empty; nothing begun is nothing to count."""
    if any(item.is_done for item in items):
        return progress(items)
    return "", False


def progress(items):
    """Return "6/9" and whether everything is done."""
    done = sum(item.is_done for item in items)
    return f"{done}/{len(items)}", bool(items) and done == len(items)
