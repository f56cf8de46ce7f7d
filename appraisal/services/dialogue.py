"""Two people plan a dialogue, write down together what they agree, and both confirm it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.choices import NoticeKind
from accounts.models import AuditEvent
from accounts.refusals import Refusal
from accounts.services.audit import record_event
from accounts.services.notification import mark_settled, notify_many
from appraisal.choices import DialogueSide
from appraisal.models import DialogueAction, Evaluation, PerformanceDialogue
from appraisal.permissions import dialogue_side
from appraisal.queries.dialogue_time import frozen_day, last_writer
from appraisal.queries.windows import refuse_closed

SCHEDULE = ("starts_at", "minutes", "place")
TWICE = timedelta(minutes=1)  # the same action within it was sent twice


@dataclass(frozen=True, slots=True)
class Schedule:
    """When and where two people meet, and about what."""

    starts_at: datetime
    minutes: int
    place: str = ""
    agenda: str = ""


class DialogueChanged(Refusal):
    """The other person changed the record meanwhile; both texts are kept."""

    def __init__(self, current, actor):
        """Keep what stands on the server, and say who wrote it."""
        self.current = current
        writer = last_writer(current)
        if writer in {None, actor.employee}:
            message = _(
                "You changed this record meanwhile in another window. Read it, then save again."
            )
        else:
            message = _("%(name)s changed this record meanwhile. Read it, then save again.")
        super().__init__(message, code="dialogue_changed", params={"name": writer})


@transaction.atomic
def plan_dialogue(*, evaluation, schedule, actor, at):
    """Plan the dialogue of an evaluation, or move it; the other person is told when and where."""
    evaluation.refresh_from_db(from_queryset=Evaluation.objects.select_for_update(of=("self",)))
    if dialogue_side(actor, evaluation) != DialogueSide.SUPERVISOR:
        raise PermissionDenied
    refuse_closed(evaluation.period.cycle)
    dialogue = PerformanceDialogue.objects.filter(evaluation=evaluation).first()
    dialogue = dialogue and lock(dialogue, actor)
    is_new = dialogue is None
    dialogue = dialogue or PerformanceDialogue(
        evaluation=evaluation, created_by=actor.employee, created_at=at, scheduled_at=at
    )
    moved = [name for name in SCHEDULE if getattr(dialogue, name) != getattr(schedule, name)]
    if not is_new and not moved and dialogue.agenda == schedule.agenda:
        return dialogue
    if "starts_at" in moved:
        refuse_before_the_period(schedule, evaluation)
        refuse_named_in_result(dialogue, schedule, is_new=is_new)
    for name in (*SCHEDULE, "agenda"):
        setattr(dialogue, name, getattr(schedule, name))
    if moved:
        dialogue.scheduled_at = at
        dialogue.schedule_version += not is_new
    take_back(dialogue)
    dialogue.save()
    action = "plan" if is_new else "move" if moved else "agenda"
    record_event(
        subject=dialogue, action=action, actor=actor, at=at, evaluation=evaluation.public_id
    )
    is_over = timezone.localdate(schedule.starts_at) < timezone.localdate(at)
    if moved and not (is_new and is_over):  # a talk that was held is no invitation
        tell(dialogue, NoticeKind.DIALOGUE_PLANNED, actor, at, note=when_and_where(dialogue))
    return dialogue


def refuse_before_the_period(schedule, evaluation):
    """Refuse a day on which there was nothing of this period to talk about."""
    first = evaluation.period.from_date
    if timezone.localdate(schedule.starts_at) < first:
        message = _("The period begins on %(day)s. Choose that day or a later one.")
        raise Refusal(message, code="past", params={"day": formats.date_format(first)})


def refuse_named_in_result(dialogue, schedule, *, is_new):
    """Refuse to move a dialogue whose day a decided result names: paper and page say the same day."""
    named = None if is_new else frozen_day(dialogue.evaluation)
    days = {timezone.localdate(moment) for moment in (dialogue.starts_at, schedule.starts_at)}
    if named in days and len(days) > 1:
        message = _(
            "The decided result names this dialogue as held on %(day)s, so its day stays. If the day"
            " is wrong, the result has to be opened again first."
        )
        raise Refusal(message, code="named", params={"day": formats.date_format(named)})


def when_and_where(dialogue):
    """Return "5 Desember 2026 09.00, ruang rapat"; a notice says no more."""
    moment = moment_of(dialogue)
    return f"{moment}, {dialogue.place}" if dialogue.place else moment


def moment_of(dialogue):
    """Return "5 Desember 2026 pukul 09.00"."""
    return formats.date_format(timezone.localtime(dialogue.starts_at), "DATETIME_FORMAT")


@transaction.atomic
def write_notes(*, dialogue, notes, expected_revision, actor, at):
    """Keep the joint notes; a change takes the confirmations back."""
    dialogue = lock(dialogue, actor, expected_revision)
    notes = notes.strip()
    if notes == dialogue.notes:
        return dialogue
    dialogue.notes = notes
    changed(dialogue, "notes", actor, at)
    return dialogue


@transaction.atomic
def add_action(*, dialogue, text, owner, due_date, actor, at):
    """Write down something agreed: what, who, until when; the same sent twice is one action."""
    dialogue = lock(dialogue, actor)
    agreed = {"dialogue": dialogue, "text": text.strip(), "owner": owner, "due_date": due_date}
    if there := just_written(agreed, at):
        return there
    action = DialogueAction.objects.create(**agreed)
    changed(dialogue, "add_action", actor, at, item=action.public_id)
    return action


def just_written(agreed, at):
    """Return the same action if it was written a moment ago, or None."""
    events = AuditEvent.objects.filter(
        subject_label="appraisal.PerformanceDialogue",
        subject_id=agreed["dialogue"].public_id,
        action="add_action",
        at__gt=at - TWICE,
    )
    fresh = [data["item"] for data in events.values_list("data", flat=True)]
    same = DialogueAction.objects.filter(**agreed, removed_at=None, public_id__in=fresh)
    return same.order_by("pk").first()


@transaction.atomic
def change_action(*, action, text, owner, due_date, actor, at):
    """Change what was agreed."""
    dialogue = lock(action.dialogue, actor)
    action.refresh_from_db(from_queryset=DialogueAction.objects.select_for_update())
    if action.removed_at:
        message = _("The other person took this action out meanwhile. Put it back to change it.")
        raise Refusal(message, code="action_removed")
    action.text, action.owner, action.due_date = text.strip(), owner, due_date
    action.save(update_fields=["text", "owner", "due_date"])
    changed(dialogue, "change_action", actor, at, item=action.public_id)


@transaction.atomic
def remove_action(*, action, actor, at):
    """Take an agreed action out; it stays on the page to be put back."""
    dialogue = lock(action.dialogue, actor)
    action.refresh_from_db()
    if action.removed_at:
        return
    action.removed_at, action.done_at = at, None
    action.save(update_fields=["removed_at", "done_at"])
    changed(dialogue, "remove_action", actor, at, item=action.public_id)


@transaction.atomic
def restore_action(*, action, actor, at):
    """Put a removed action back."""
    dialogue = lock(action.dialogue, actor)
    action.refresh_from_db()
    if not action.removed_at:
        return
    action.removed_at = None
    action.save(update_fields=["removed_at"])
    changed(dialogue, "restore_action", actor, at, item=action.public_id)


@transaction.atomic
def mark_action(*, action, is_done, actor, at):
    """Tick an action as done, or open again; this is no change of what was agreed."""
    dialogue = lock(action.dialogue, actor, is_writing=False)
    DialogueAction.objects.filter(pk=action.pk, removed_at=None).update(
        done_at=at if is_done else None
    )
    name = "finish_action" if is_done else "unfinish_action"
    record_event(subject=dialogue, action=name, actor=actor, at=at, item=action.public_id)


@transaction.atomic
def confirm_dialogue(*, dialogue, expected_revision, actor, at):
    """Confirm what was agreed, as it stood on the page; the other person is asked to do the same."""
    dialogue = lock(dialogue, actor, expected_revision, is_writing=False)
    refuse_not_begun(dialogue, at)
    if not dialogue.notes:
        raise Refusal(_("Write the joint notes first, then confirm them."), code="no_notes")
    if dialogue_side(actor, dialogue.evaluation) == DialogueSide.EMPLOYEE:
        dialogue.employee_confirmed_at = at
    else:
        dialogue.supervisor_confirmed_at, dialogue.supervisor_confirmed_by = at, actor.employee
    dialogue.save()
    record_event(subject=dialogue, action="confirm", actor=actor, at=at)
    mark_settled(recipient=actor.employee, link=dialogue.get_absolute_url(), at=at)
    if not dialogue.is_confirmed:
        tell(dialogue, NoticeKind.DIALOGUE_TO_CONFIRM, actor, at)


def refuse_not_begun(dialogue, at):
    """Refuse to confirm a talk that is still ahead."""
    if at < dialogue.starts_at:
        message = _(
            "The dialogue begins on %(when)s. Confirm the notes then; if you have talked already,"
            " change its day first."
        )
        raise Refusal(message, code="not_begun", params={"when": moment_of(dialogue)})


@transaction.atomic
def withdraw_confirmation(*, dialogue, actor, at):
    """Take one's own confirmation back; the other person's stays."""
    dialogue = lock(dialogue, actor, is_writing=False)
    if dialogue_side(actor, dialogue.evaluation) == DialogueSide.EMPLOYEE:
        dialogue.employee_confirmed_at = None
    else:
        dialogue.supervisor_confirmed_at = dialogue.supervisor_confirmed_by = None
    dialogue.save()
    record_event(subject=dialogue, action="withdraw", actor=actor, at=at)


def lock(dialogue, actor, expected_revision=None, *, is_writing=True):
    """Return the dialogue, locked, for one of the two people; refuse what was changed meanwhile."""
    rows = PerformanceDialogue.objects.select_for_update(of=("self",))
    dialogue = rows.select_related("evaluation__period__cycle").filter(pk=dialogue.pk).first()
    if dialogue is None:
        raise Refusal(_("This dialogue was called off meanwhile."), code="called_off")
    if not PerformanceDialogue.objects.visible_to(actor).filter(pk=dialogue.pk).exists():
        raise PermissionDenied
    if is_writing:
        refuse_closed(dialogue.evaluation.period.cycle)
    if expected_revision is not None and expected_revision != dialogue.revision:
        raise DialogueChanged(dialogue, actor)
    return dialogue


def changed(dialogue, action, actor, at, **data):
    """Raise the revision, take confirmations back, and tell whoever had confirmed already."""
    other_had_confirmed = (
        dialogue.supervisor_confirmed_at
        if dialogue_side(actor, dialogue.evaluation) == DialogueSide.EMPLOYEE
        else dialogue.employee_confirmed_at
    )
    dialogue.revision += 1
    dialogue.noted_at = dialogue.noted_at or at
    take_back(dialogue)
    dialogue.save()
    record_event(subject=dialogue, action=action, actor=actor, at=at, **data)
    if other_had_confirmed:
        tell(dialogue, NoticeKind.DIALOGUE_TO_CONFIRM, actor, at)


def take_back(dialogue):
    """Let nothing count as confirmed."""
    dialogue.employee_confirmed_at = None
    dialogue.supervisor_confirmed_at = dialogue.supervisor_confirmed_by = None


def tell(dialogue, kind, actor, at, note=""):
    """Write a notice to everybody concerned but the one who acts; it carries nothing of the talk."""
    evaluation = dialogue.evaluation
    if dialogue_side(actor, evaluation) == DialogueSide.EMPLOYEE:
        people = {evaluation.supervisor}
    else:
        people = {evaluation.employee, evaluation.supervisor} - {actor.employee}
        if kind == NoticeKind.DIALOGUE_TO_CONFIRM:
            people = {evaluation.employee}
    notify_many(
        recipients=sorted(people, key=lambda person: person.pk),
        kind=kind,
        at=at,
        about=evaluation.period.cycle.name,
        note=note,
        link=dialogue.get_absolute_url(),
        dedupe=f"{dialogue.public_id}:{dialogue.revision}:{dialogue.schedule_version}",
    )
