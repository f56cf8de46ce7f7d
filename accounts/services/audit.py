"""Write down what happened."""

from accounts.models import AuditEvent


def record_event(*, subject, action, actor, at, **data):
    """Append an event to the chain of a subject (it has a public_id). Data holds ids, no prose.

    A thing of the agency that is named, renamed or deleted brings its `name` of then; a record about
    a person that is deleted, the public id of that `person`, never the name.
    """
    return AuditEvent.objects.create(
        subject_label=subject._meta.label,
        subject_id=subject.public_id,
        action=action,
        actor=actor.employee,
        at=at,
        data=data,
    )
