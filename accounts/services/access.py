"""Write down that somebody opened another person's data."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.choices import AccessKind, AccessRole
from accounts.models import AccessRecord


@dataclass(frozen=True, slots=True)
class Matter:
    """Which record was opened: its words for every language, and where its person may open it."""

    words: tuple = ()
    link: str = ""


def record_access(*, subject, kind, role, actor, at, matter=Matter()):
    """Note once a day that the actor opened somebody's data; one's own are nobody's news."""
    record_accesses(matters={subject.pk: matter}, kind=kind, role=role, actor=actor, at=at)


def record_accesses(*, matters, kind, role, actor, at):
    """Do the same for many people, {primary key: matter}, with one statement."""
    others = sorted(set(matters) - {actor.employee.pk})
    if actor.is_system or not others:
        return
    AccessRecord.objects.bulk_create(
        [
            AccessRecord(
                subject_id=subject,
                viewer=actor.employee,
                role=role,
                kind=kind,
                about_words=[*matters[subject].words],
                link=matters[subject].link,
                on_date=timezone.localdate(at),
                first_at=at,
            )
            for subject in others
        ],
        ignore_conflicts=True,
    )


def record_profile_opening(*, employee, chain, actor, at):
    """Note that the actor opened the page of a person with these people above."""
    role = profile_role(actor, chain)
    record_access(subject=employee, kind=AccessKind.PROFILE, role=role, actor=actor, at=at)


def profile_role(actor, chain):
    """Return as what somebody opens the page of a person: from the line of reporting, else HR."""
    first, second = [*[person.pk for person in chain[:2]], None, None][:2]
    if first == actor.employee.pk:
        return AccessRole.SUPERVISOR
    if first in actor.acts_for:
        return AccessRole.DELEGATE
    return AccessRole.SUPERIOR if second == actor.employee.pk else AccessRole.HR
