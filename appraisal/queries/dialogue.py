"""The dialogue of two people: what stands in it, what to prepare, and who still confirms."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from appraisal.choices import (
    DECIDED_STAGES,
    DELIVERED_STAGES,
    DialogueSide,
    EvaluationStage,
    ResultKind,
)
from appraisal.models import (
    DialogueAction,
    DraftField,
    Evaluation,
    PerformanceDialogue,
    PublishedResult,
)
from appraisal.permissions import dialogue_side
from appraisal.rules.calendar_file import Appointment, calendar_file
from competency.choices import competency_name

ROWS_SHOWN = 50
LINE = 110  # characters of a subject that is proposed


@dataclass(frozen=True, slots=True)
class DialoguePage:
    """The page of one dialogue for one of the two people."""

    evaluation: Evaluation
    dialogue: PerformanceDialogue | None
    side: DialogueSide
    has_begun: bool
    actions: tuple[DialogueAction, ...]
    removed: tuple[DialogueAction, ...]
    preparation: tuple[str, ...]  # what the employee may not know so far
    today: date
    is_private: bool = False  # written down before the reader acted for the supervisor

    @property
    def is_supervisor(self):
        """Tell whether the reader is on the supervisor's side."""
        return self.side == DialogueSide.SUPERVISOR

    @property
    def is_to_plan(self):
        """Tell whether the reader is the one to plan it, and still can."""
        is_missing = self.dialogue is None and not self.is_private
        return is_missing and self.is_supervisor and self.is_open

    @property
    def own_confirmed_at(self):
        """Return when the reader's side confirmed, or None."""
        if self.is_supervisor:
            return self.dialogue.supervisor_confirmed_at
        return self.dialogue.employee_confirmed_at

    @property
    def is_decided(self):
        """Tell whether superior and HR read the preparation too, as part of a decided result."""
        return self.evaluation.stage in DECIDED_STAGES

    @property
    def is_open(self):
        """Tell whether the record may still be written."""
        return self.evaluation.period.cycle.closed_at is None

    @property
    def may_confirm(self):
        """Tell whether the reader is the one whose confirmation is missing, once the talk began."""
        is_written = bool(self.dialogue and self.dialogue.notes)
        return is_written and self.has_begun and not self.own_confirmed_at

    @property
    def may_cancel(self):
        """Tell whether the plan may still be called off: nothing of the talk is written yet."""
        is_empty = self.dialogue and not (self.dialogue.notes or self.actions)
        return bool(is_empty and self.is_supervisor and self.is_open)


def dialogue_page(evaluation, actor, at):
    """Return the page of the dialogue of an evaluation at a moment."""
    rows = PerformanceDialogue.objects.visible_to(actor).filter(evaluation=evaluation)
    dialogue = (
        rows.select_related("supervisor_confirmed_by").prefetch_related(actions_in_order()).first()
    )
    if dialogue:
        dialogue.evaluation = evaluation
    actions = dialogue.actions.all() if dialogue else ()
    side = dialogue_side(actor, evaluation)
    every = PerformanceDialogue.objects.filter(evaluation=evaluation)
    return DialoguePage(
        evaluation=evaluation,
        dialogue=dialogue,
        side=side,
        has_begun=bool(dialogue and dialogue.starts_at <= at),
        actions=tuple(row for row in actions if not row.removed_at),
        removed=tuple(row for row in actions if row.removed_at),
        preparation=preparation(evaluation, actor) if side == DialogueSide.SUPERVISOR else (),
        today=timezone.localdate(at),
        is_private=dialogue is None and every.exists(),
    )


def dialogue_of(evaluation, actor):
    """Return the planned dialogue of an evaluation if it is the actor's to read, or None."""
    dialogue = PerformanceDialogue.objects.visible_to(actor).filter(evaluation=evaluation).first()
    if dialogue:
        dialogue.evaluation = evaluation
    return dialogue


def closed_dialogue_day(evaluation):
    """Return when a dialogue is or was that whoever acts for the supervisor may not read, or None."""
    rows = PerformanceDialogue.objects.filter(evaluation=evaluation)
    return rows.values_list("starts_at", flat=True).first()


def actions_in_order():
    """Return a prefetch of agreed actions, the nearest date first."""
    return Prefetch("actions", DialogueAction.objects.order_by("due_date", "pk"))


def evaluations_to_talk_about(actor):
    """Return the evaluations whose dialogue is the actor's, with everything the page names."""
    rows = Evaluation.objects.visible_to(actor)
    own = rows.filter(employee=actor.employee) | rows.supervised_by(actor)
    return own.select_related("employee", "supervisor", "superior", "period__cycle", "work_plan")


def actions_of(actor):
    """Return the agreed actions that the actor may see, with what the services need."""
    dialogues = PerformanceDialogue.objects.visible_to(actor)
    return DialogueAction.objects.filter(dialogue__in=dialogues).select_related(
        "dialogue__evaluation__period__cycle"
    )


def dialogues_of(actor):
    """Return the dialogues of the actor, the newest first; one query."""
    rows = PerformanceDialogue.objects.visible_to(actor).select_related(
        "evaluation__employee", "evaluation__supervisor", "evaluation__period__cycle"
    )
    return list(rows.order_by("-starts_at", "-pk")[:ROWS_SHOWN])


def evaluations_to_plan(actor):
    """Return the team's evaluations under review or later without a dialogue, by name; one query."""
    stages = {EvaluationStage.REVIEW, EvaluationStage.DECIDED, *DELIVERED_STAGES}
    rows = Evaluation.objects.supervised_by(actor).filter(
        dialogue=None, stage__in=stages, period__cycle__closed_at=None
    )
    rows = rows.select_related("employee", "period__cycle")
    return list(rows.order_by("employee__name", "pk")[:ROWS_SHOWN])


def agenda_proposal(evaluation, actor):
    """Return subjects for the agenda, which both will read.

    Before the result is released, nothing of the supervisor's judgement stands in it.
    """
    lines = [_("What went well, and what stood in the way")]
    if evaluation.stage in DELIVERED_STAGES:
        lines += released_subjects(newest_snapshot(evaluation, actor))
    results = evaluation.work_plan.planned_results.filter(kind=ResultKind.MAIN)
    lines += [
        _("Work result: %(statement)s") % {"statement": short(row.statement)}
        for row in results.in_form_order()
    ]
    return "\n".join([*lines, _("Support that is needed, and the next steps")])


def newest_snapshot(evaluation, actor):
    """Return the newest decision the actor may read, or nothing."""
    rows = PublishedResult.objects.visible_to(actor).filter(evaluation=evaluation)
    result = rows.newest_first().first()
    return result.snapshot if result else None


def released_subjects(snapshot):
    """Return strengths, gaps and focuses of a released result as subjects."""
    if snapshot is None:
        return []
    lines = [_("Strengths: %(text)s") % {"text": short(snapshot["strengths"])}]
    lines += gaps_of(snapshot)
    return lines + [
        _("Development focus: %(text)s") % {"text": short(focus["text"])}
        for focus in snapshot["focuses"]
    ]


def gaps_of(snapshot):
    """Return the competencies below their standard, the widest gap first."""
    rows = [row for row in snapshot["competencies"] if row["level"] < row["standard"]]
    return [
        _("%(name)s: level %(level)s, standard %(standard)s")
        % {
            "name": competency_name(row["name"]),
            "level": row["level"],
            "standard": row["standard"],
        }
        for row in sorted(rows, key=lambda row: row["level"] - row["standard"])
    ]


def preparation(evaluation, actor):
    """Return what the supervisor prepared and the employee cannot read yet; nothing after release."""
    if evaluation.stage in DELIVERED_STAGES:
        return ()
    if evaluation.stage in DECIDED_STAGES:
        return tuple(released_subjects(newest_snapshot(evaluation, actor)))
    keys = ["overall.strengths", "focus.1.text", "focus.2.text", "focus.3.text"]
    drafts = DraftField.objects.visible_to(actor).filter(evaluation=evaluation, key__in=keys)
    texts = {draft.key: draft.value.strip() for draft in drafts}
    return tuple(short(texts[key]) for key in keys if texts.get(key))


def short(text):
    """Return one line of a text."""
    return Truncator(" ".join(text.split())).chars(LINE)


def appointment_file(dialogue, actor):
    """Return the dialogue as a calendar file; neither agenda nor notes leave the system with it."""
    evaluation = dialogue.evaluation
    is_own = dialogue_side(actor, evaluation) == DialogueSide.EMPLOYEE
    other = evaluation.supervisor if is_own else evaluation.employee
    address = settings.PUBLIC_URL + dialogue.get_absolute_url()
    return calendar_file(
        Appointment(
            uid=f"{dialogue.public_id}@{urlsplit(settings.PUBLIC_URL).hostname}",
            summary=_("Performance dialogue with %(name)s") % {"name": other.name},
            starts_at=dialogue.starts_at,
            ends_at=dialogue.ends_at,
            changed_at=dialogue.scheduled_at,
            version=dialogue.schedule_version,
            place=dialogue.place,
            url=address,
            description=_("Agenda and notes: %(address)s") % {"address": address},
        )
    )
