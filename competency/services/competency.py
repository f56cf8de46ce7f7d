"""Keep the technical competencies that the agency adds to the dictionary itself."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from competency.choices import CompetencyCategory
from competency.models import (
    Competency,
    CompetencyFramework,
    PositionStandard,
    ProficiencyLevel,
)
from competency.queries.competency import is_used, level_labels

ONE_DAY = timedelta(days=1)
TOO_EARLY = _(
    "Choose %(day)s or a later day: cycles that are already open keep the dictionary they began with."
)
CODE_TAKEN = _("The code %(code)s already belongs to “%(name)s”. Choose another one.")
IN_USE = _(
    "A standard or a result uses this competency, so its words stay. "
    "Replace it by a new version, or retire it from a day."
)
NOT_OWN = _("The regulation gives this competency; only technical ones of the agency change.")
ENDED = _("This version already has a last day. Change the version that follows it.")
BEGINS = _("It begins on %(day)s. Choose that day or a later one.")


@transaction.atomic
def add_competency(*, framework, words, from_date, actor, at):
    """Add a technical competency to the dictionary from tomorrow at the earliest.

    A cycle asks what the dictionary held on the day it was opened, so a running one stays as it is.
    `words` are code, name, name_en, definition, and levels: {level: (description, indicators)}.
    """
    lock(framework, actor)
    refuse_early(from_date, timezone.localdate(at))
    taken = framework.competencies.filter(code__iexact=words["code"]).order_by("pk").first()
    if taken:
        params = {"code": words["code"], "name": taken.title}
        raise Refusal(CODE_TAKEN, code="code_taken", params=params)
    last = framework.competencies.order_by("-position").first()
    competency = Competency(framework=framework, position=last.position + 1 if last else 0)
    write(competency, words, from_date)
    log(competency, "competency_added", actor, at)
    return competency


@transaction.atomic
def change_competency(*, competency, words, from_date, actor, at):
    """Rewrite a competency that nothing uses yet."""
    competency = locked(competency, actor)
    if is_used(competency):
        raise Refusal(IN_USE, code="in_use")
    if from_date != competency.from_date:
        refuse_early(from_date, timezone.localdate(at))
    competency.levels.all().delete()
    write(competency, words | {"code": competency.code}, from_date)
    log(competency, "competency_changed", actor, at)
    return competency


@transaction.atomic
def replace_competency(*, competency, words, from_date, actor, at):
    """Let a new version take the place of a competency in use; the old one keeps its words.

    Posts that require the old version require the new one at the same levels.
    """
    old = locked(competency, actor)
    refuse_early(from_date, timezone.localdate(at))
    refuse_end(old, from_date)
    old.until_date = from_date - ONE_DAY
    old.save(update_fields=["until_date"])
    new = Competency(framework=old.framework, position=old.position, version=old.version + 1)
    write(new, words | {"code": old.code}, from_date)
    take_over_standards(old, new)
    log(new, "competency_replaced", actor, at, replaces=old.public_id)
    return new


@transaction.atomic
def retire_competency(*, competency, from_date, actor, at):
    """Leave a competency out of the dictionary from a day on; what was found stays readable."""
    competency = locked(competency, actor)
    refuse_early(from_date, timezone.localdate(at))
    refuse_end(competency, from_date)
    competency.until_date = from_date - ONE_DAY
    competency.save(update_fields=["until_date"])
    log(competency, "competency_retired", actor, at)


@transaction.atomic
def remove_competency(*, competency, actor, at):
    """Take out a competency that nothing uses, as if it had never been."""
    competency = locked(competency, actor)
    if is_used(competency):
        raise Refusal(IN_USE, code="in_use")
    log(competency, "competency_removed", actor, at)
    competency.delete()


def log(competency, action, actor, at, **ids):
    """Write into the chain of a competency, with the name that it has then."""
    record_event(subject=competency, action=action, actor=actor, at=at, name=competency.name, **ids)


def lock(framework, actor):
    """Let one person at a time change the dictionary: the administrator of the whole agency."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied
    CompetencyFramework.objects.select_for_update().get(pk=framework.pk)


def locked(competency, actor):
    """Return a competency of the agency as it is now, with its dictionary locked."""
    lock(competency.framework, actor)
    competency = Competency.objects.select_related("framework").get(pk=competency.pk)
    if not competency.is_own:
        raise Refusal(NOT_OWN, code="not_own")
    if competency.until_date:
        raise Refusal(ENDED, code="ended")
    return competency


def refuse_early(from_date, today):
    """Refuse a day on which a cycle may already have been opened."""
    if from_date <= today:
        params = {"day": date_format(today + ONE_DAY)}
        raise Refusal(TOO_EARLY, code="too_early", params=params)


def refuse_end(competency, from_date):
    """Refuse to end a competency before it has begun."""
    if from_date <= competency.from_date:
        params = {"day": date_format(competency.from_date + ONE_DAY)}
        raise Refusal(BEGINS, code="not_begun", params=params)


def write(competency, words, from_date):
    """Write the words of a competency and its five levels, named as the dictionary names them."""
    for field in ("code", "name", "name_en", "definition"):
        setattr(competency, field, words[field])
    competency.category, competency.from_date = CompetencyCategory.TECHNICAL, from_date
    competency.save()
    labels = level_labels(competency.framework)
    ProficiencyLevel.objects.bulk_create(
        ProficiencyLevel(
            competency=competency,
            level=level,
            label=labels[level],
            description=description,
            indicators=list(indicators),
        )
        for level, (description, indicators) in words["levels"].items()
    )


def take_over_standards(old, new):
    """Copy what posts require of the old version from the first day of the new one on."""
    rows = PositionStandard.objects.filter(competency=old).order_by("pk")
    PositionStandard.objects.bulk_create(
        PositionStandard(
            competency=new,
            position_kind=row.position_kind,
            functional_grade=row.functional_grade,
            job_position_id=row.job_position_id,
            level=row.level,
            from_date=max(row.from_date, new.from_date),
            until_date=row.until_date,
            is_doubtful=row.is_doubtful,
            note=row.note,
        )
        for row in rows
        if row.until_date is None or row.until_date >= new.from_date
    )
