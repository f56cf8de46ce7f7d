"""Which records the delegated tasks of a supervisor need: the one rule of what a delegate reads."""

from django.db.models import Q

from appraisal.choices import EvaluationStage

NOT_FINAL = tuple(stage for stage in EvaluationStage if stage != EvaluationStage.FINAL)


def having(path, **conditions):
    """Return conditions on a record that `path` leads to."""
    return Q(**{f"{path}{name}": value for name, value in conditions.items()})


def delegated_evaluation(since, path=""):
    """Return the condition "a task of the supervisor is open on some day from `since` on".

    So whoever acts since that day reads no result that was over before: released earlier without a
    dialogue to come, closed, or of a closed cycle.
    """
    is_open = having(path, stage__in=NOT_FINAL, period__cycle__closed_at=None)
    return is_open & (
        having(path, delivered_at=None)
        | having(path, delivered_at__date__gte=since)
        | having(path, dialogue__starts_at__date__gte=since)
    )


def delegated_dialogue(since, path="evaluation__"):
    """Return the condition "nothing was written down in this dialogue before `since`"."""
    return delegated_evaluation(since, path) & (Q(noted_at=None) | Q(noted_at__date__gte=since))
