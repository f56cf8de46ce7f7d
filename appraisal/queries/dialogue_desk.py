"""What dialogues leave on the desk: something to confirm, or something that was agreed to do."""

from django.db.models import Exists, OuterRef, Prefetch, Q

from appraisal.choices import DialogueSide
from appraisal.models import DialogueAction, PerformanceDialogue

ACTIONS_SHOWN = 5


def dialogues_on_desk(actor):
    """Return the dialogues in which the actor has something to confirm or to do; two queries at most."""
    left = DialogueAction.objects.filter(done_at=None, removed_at=None)
    in_order = Prefetch("actions", left.order_by("due_date", "pk"), to_attr="left")
    here = left.filter(dialogue=OuterRef("pk"))
    own = Q(evaluation__employee=actor.employee)
    led = Q(evaluation__supervisor=actor.employee)
    to_do = own & Exists(here.filter(owner=DialogueSide.EMPLOYEE))
    to_do |= led & Exists(here.filter(owner=DialogueSide.SUPERVISOR))
    waiting = own & Q(supervisor_confirmed_at__isnull=False, employee_confirmed_at=None)
    waiting |= ~own & Q(employee_confirmed_at__isnull=False, supervisor_confirmed_at=None)
    rows = PerformanceDialogue.objects.visible_to(actor).filter(waiting | to_do)
    return list(
        rows.select_related("evaluation__employee").prefetch_related(in_order).order_by("pk")
    )


def waits_for(dialogue, actor):
    """Tell whether the other side has confirmed a dialogue and the actor's side has not."""
    employee, supervisor = dialogue.employee_confirmed_at, dialogue.supervisor_confirmed_at
    if dialogue.evaluation.employee_id == actor.employee.pk:
        return bool(supervisor and not employee)
    return bool(employee and not supervisor)


def own_actions(dialogues, actor):
    """Return (action, dialogue) of what the actor agreed to do, the nearest date first."""
    found = [(row, dialogue) for dialogue in dialogues for row in dialogue.left]
    mine = [pair for pair in found if who_does(*pair) == actor.employee.pk]
    return sorted(mine, key=lambda pair: (pair[0].due_date, pair[0].pk))[:ACTIONS_SHOWN]


def who_does(action, dialogue):
    """Return the key of whoever agreed to do something."""
    is_employee = action.owner == DialogueSide.EMPLOYEE
    record = dialogue.evaluation
    return record.employee_id if is_employee else record.supervisor_id
