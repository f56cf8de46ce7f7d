"""Keep what somebody is still writing: one revision per field, nothing overwritten unseen."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from appraisal.choices import EvaluationStage
from appraisal.models import DraftField, Evaluation
from appraisal.permissions import is_owner, is_supervisor
from appraisal.queries.plan_version import key_now
from appraisal.queries.questionnaire import is_self_assessment_key, questionnaire
from appraisal.queries.questions import plain
from appraisal.queries.review import review_keys
from appraisal.queries.windows import refuse_closed

LONGEST = 20_000  # characters of one field; a longer text is refused, never cut


@dataclass(frozen=True, slots=True)
class Entry:
    """One field as a page sent it, with the revision that the page was drawn with."""

    key: str
    value: str
    base_revision: int
    client_id: str = ""  # the open page, and the number of its message
    sequence: int = 0


class DraftConflict(Refusal):
    """Somebody, or another tab, saved this field meanwhile; both texts are kept."""

    def __init__(self, current):
        """Keep what stands on the server."""
        self.current = current
        super().__init__(
            _("This entry is also open elsewhere. Choose the version to use."),
            code="draft_conflict",
        )


@transaction.atomic
def save_draft(*, evaluation, key, value, base_revision, client_id, sequence, actor, at):
    """Save one field and return it, or raise DraftConflict when it changed elsewhere."""
    lock_for_writing(evaluation, actor)
    is_known = is_self_assessment_key if is_owner(actor, evaluation) else is_review_key
    if "\0" not in key and not is_known(evaluation, key):
        key = key_now(evaluation, key)  # the page was open while a new version was agreed
    if "\0" in key or not is_known(evaluation, key):
        raise Refusal(_("This entry does not belong to this page."), code="unknown_key")
    entry = Entry(key, value, base_revision, client_id, sequence)
    drafts, conflicts = write_entries(evaluation, [entry], actor, at)
    if conflicts:
        raise DraftConflict(conflicts[key])
    return drafts.get(key)


@transaction.atomic
def save_drafts(*, evaluation, entries, actor, at):
    """Save a whole form; return {key: DraftField} of the fields that changed elsewhere."""
    lock_for_writing(evaluation, actor)
    known = keys_for(evaluation, actor)
    if any(entry.key not in known for entry in entries):
        raise Refusal(_("This entry does not belong to this page."), code="unknown_key")
    _drafts, conflicts = write_entries(evaluation, entries, actor, at)
    return conflicts


def keys_for(evaluation, actor):
    """Return every key that the actor may write."""
    if is_owner(actor, evaluation):
        sections = questionnaire(evaluation).sections
        return {question.key for section in sections for question in section.questions}
    return review_keys(evaluation)


def is_review_key(evaluation, key):
    """Tell whether a key belongs to the questions of the review."""
    return key in review_keys(evaluation)


def lock_for_writing(evaluation, actor):
    """Lock the evaluation for its employee while self-assessing, or its supervisor in review."""
    evaluation.refresh_from_db(
        fields=["stage", "revision", "first_saved_at", "supervisor"],
        from_queryset=Evaluation.objects.select_for_update(of=("self",)),
    )
    if is_owner(actor, evaluation):
        needed = EvaluationStage.SELF_ASSESSMENT
    elif is_supervisor(actor, evaluation):
        needed = EvaluationStage.REVIEW
    else:
        raise PermissionDenied
    if evaluation.stage != needed:
        raise Refusal(
            _("This page is locked: the evaluation is now at “%(stage)s”."),
            code="wrong_stage",
            params={"stage": evaluation.get_stage_display()},
        )
    refuse_closed(evaluation.period.cycle)


def write_entries(evaluation, entries, actor, at):
    """Write what changed, under the lock of the evaluation; return drafts and conflicts by key."""
    for entry in entries:
        refuse_unless_storable(entry)
    keys = [entry.key for entry in entries]
    rows = DraftField.objects.select_for_update().filter(
        evaluation=evaluation, author=actor.employee, key__in=keys
    )
    drafts = {draft.key: draft for draft in rows.order_by("pk")}
    changed = [entry for entry in entries if says_something_new(entry, drafts.get(entry.key))]
    conflicts = {
        entry.key: drafts[entry.key]
        for entry in changed
        if is_conflict(entry, drafts.get(entry.key))
    }
    store(evaluation, [e for e in changed if e.key not in conflicts], drafts, actor, at)
    return drafts, conflicts


def refuse_unless_storable(entry):
    """Refuse what the database cannot keep (NUL) or what is far too long."""
    if "\0" in entry.value or "\0" in entry.client_id:
        raise Refusal(_("This text holds a character that cannot be saved."), code="nul")
    if len(entry.value) > LONGEST:
        raise Refusal(_("This text is too long to be saved. Shorten it."), code="too_long")


def says_something_new(entry, draft):
    """Tell whether a field differs from what is kept; what was sent twice does not."""
    if draft is None:
        return entry.value != "" or entry.sequence > 0
    return plain(entry.value) != plain(draft.value)


def is_conflict(entry, draft):
    """Tell whether another page wrote meanwhile; one's own later message never clashes."""
    if draft is None or draft.revision == entry.base_revision:
        return False
    same_page = bool(entry.client_id) and entry.client_id == draft.client_id
    return not (same_page and entry.sequence > draft.sequence)


def store(evaluation, entries, drafts, actor, at):
    """Insert or update the rows with two statements, and raise the revision of the evaluation."""
    if not entries:
        return
    fresh = [
        DraftField(
            evaluation=evaluation,
            author=actor.employee,
            key=entry.key,
            value=entry.value,
            client_id=entry.client_id,
            sequence=entry.sequence,
            saved_at=at,
        )
        for entry in entries
        if entry.key not in drafts
    ]
    update_drafts([(drafts[e.key], e) for e in entries if e.key in drafts], at)
    drafts |= {draft.key: draft for draft in DraftField.objects.bulk_create(fresh)}
    mark_saved(evaluation, actor, at)


def update_drafts(pairs, at):
    """Put new texts into existing rows."""
    for draft, entry in pairs:
        draft.value, draft.revision = entry.value, draft.revision + 1
        draft.client_id, draft.sequence, draft.saved_at = entry.client_id, entry.sequence, at
    DraftField.objects.bulk_update(
        [draft for draft, _entry in pairs],
        ["value", "revision", "client_id", "sequence", "saved_at"],
    )


def mark_saved(evaluation, actor, at):
    """Raise the revision; the employee's first text also starts the self-assessment."""
    evaluation.revision += 1
    fields = ["revision"]
    if is_owner(actor, evaluation) and evaluation.first_saved_at is None:
        evaluation.first_saved_at = at
        fields.append("first_saved_at")
    evaluation.save(update_fields=fields)
