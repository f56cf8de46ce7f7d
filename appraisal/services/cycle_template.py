"""The templates that cycles are made from: those of the product, and those of the agency."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.services.audit import record_event
from appraisal.models import CycleTemplate
from appraisal.queries.period import periods_of
from appraisal.services.cycle_parts import criteria_of

FIRST_OWN = 100  # own templates stand behind those of the product


@transaction.atomic
def load_templates(entries):
    """Write the templates that ship with the product; the agency's own are not touched."""
    for position, entry in enumerate(entries, start=1):
        values = {name: value for name, value in entry.items() if name != "code"}
        CycleTemplate.objects.update_or_create(
            code=entry["code"], defaults=values | {"position": position}
        )


@transaction.atomic
def save_template(*, cycle, name, summary, actor, at):
    """Keep what a cycle asks, and its rhythm, as a template of the agency."""
    refuse_foreign(actor)
    list(CycleTemplate.objects.select_for_update().order_by("pk"))  # one new number at a time
    refuse_same_name(name)
    last = CycleTemplate.objects.aggregate(last=Max("position"))["last"] or 0
    position = max(last, FIRST_OWN) + 1
    template = CycleTemplate.objects.create(
        code=f"I{position - FIRST_OWN}",
        name=name.strip(),
        summary=summary.strip(),
        parts=cycle.parts,
        narratives=cycle.narratives,
        options=cycle.options,
        criteria=criteria_of(cycle),
        periods=list(dict.fromkeys(period.kind for period in periods_of(cycle))),
        is_available=True,
        position=position,
        created_by=actor.employee,
        created_at=at,
    )
    record_event(
        subject=template,
        action="save_template",
        actor=actor,
        at=at,
        name=template.name,
        source=cycle.public_id,
    )
    return template


@transaction.atomic
def rename_template(*, template, name, summary, actor, at):
    """Change name and description of an own template; cycles made from it keep what they ask."""
    lock_own(template, actor)
    refuse_same_name(name, template)
    template.name, template.summary = name.strip(), summary.strip()
    template.save(update_fields=["name", "summary"])
    record_event(subject=template, action="rename_template", actor=actor, at=at, name=template.name)


@transaction.atomic
def archive_template(*, template, actor, at):
    """Offer an own template no longer; cycles made from it are not touched."""
    lock_own(template, actor)
    if template.archived_at:
        raise Refusal(_("This template is archived already."), code="archived")
    set_archived(template, at, "archive_template", actor, at)


@transaction.atomic
def bring_back_template(*, template, actor, at):
    """Offer an archived template again."""
    lock_own(template, actor)
    if not template.archived_at:
        raise Refusal(_("This template is offered already."), code="not_archived")
    set_archived(template, None, "bring_back_template", actor, at)


def set_archived(template, archived_at, action, actor, at):
    """Write whether a template is offered, and who said so."""
    template.archived_at = archived_at
    template.save(update_fields=["archived_at"])
    record_event(subject=template, action=action, actor=actor, at=at)


def lock_own(template, actor):
    """Lock a template of the agency; those of the product are changed by nobody."""
    refuse_foreign(actor)
    template.refresh_from_db(from_queryset=CycleTemplate.objects.select_for_update())
    if not template.is_own:
        raise Refusal(
            _("Templates of the product stay as they are. Save a cycle as your own template."),
            code="not_own",
        )


def refuse_foreign(actor):
    """Templates belong to the whole agency, so its administrator keeps them."""
    if not actor.is_hr_of_everything:
        raise PermissionDenied


def refuse_same_name(name, template=None):
    """Refuse a name that another template has."""
    others = CycleTemplate.objects.exclude(pk=template and template.pk)
    if others.filter(name__iexact=name.strip()).exists():
        raise Refusal(
            _("Another template has this name. Choose a different one."), code="same_name"
        )
