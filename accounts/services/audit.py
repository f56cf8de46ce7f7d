"""Write down what happened."""

from accounts.models import AuditEvent


def record_event(*, subject, action, actor, at, **data):
    """Append an event to the chain of a subject (it has a public_id). Data holds ids, no prose."""
    return AuditEvent.objects.create(
        subject_label=subject._meta.label,
        subject_id=subject.public_id,
        action=action,
        actor=actor.employee,
        at=at,
        data=data,
    )
