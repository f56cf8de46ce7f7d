"""The tree of units, and one unit."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import OrgUnit
from accounts.queries.employee import holding, people_list
from accounts.queries.org_tree import tree_for
from accounts.queries.org_unit import (
    found_units,
    head_of,
    manages_unit,
    other_units,
    unit_history,
    unit_rows,
    units_of,
)
from accounts.services.org_unit import may_withdraw
from accounts.views.employee import PER_PAGE, layout_for

OTHERS_PER_PAGE = 100


@require_safe
def org_unit_list(request):
    """Show all units of today as a tree, or those that somebody looks for."""
    actor = request.actor
    rows = unit_rows(tree_for(actor).without_former(), actor.on)
    text = request.GET.get("cari", "").strip()[:100]
    words = {
        "rows": rows,
        "text": text,
        "found": found_units(rows, text) if text else [],
        "others": others_page(request) if actor.is_hr and not text else (),
        "may_add": any(actor.is_admin_for(row.unit.pk) for row in rows),
        "on": actor.on,
        "layout": layout_for(actor),
    }
    return render(request, "accounts/org_unit_list.html", words)


def others_page(request):
    """Return a page of the units that have ended or begin later."""
    pages = Paginator(other_units(request.actor.on), OTHERS_PER_PAGE)
    return pages.get_page(request.GET.get("page"))


@require_safe
def org_unit_detail(request, public_id):
    """Show a unit: where it stands, who heads it, who works in it, what it was and will be."""
    actor = request.actor
    on = actor.on
    unit = find_unit(actor, public_id)
    tree = tree_for(actor).without_former()
    people = people_list(actor).filter(holding(on, org_unit=unit))
    history = unit_history(unit)
    *earlier, last = reversed(history)
    may_edit = manages_unit(actor, unit)
    words = {
        "unit": unit,
        "above": units_of(tree, reversed(tree.ancestors(unit.pk))),
        "below": sorted(
            units_of(tree, tree.children.get(unit.pk, ())), key=lambda one: one.name.lower()
        ),
        "head": head_of(unit, on),
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "history": history,
        "last": last,
        "exists": unit.pk in tree.names,
        "is_top": last.parent_id is None,
        "may_edit": may_edit,
        "may_withdraw": may_edit and may_withdraw(earlier, last, on),
        "on": on,
        "layout": layout_for(actor),
    }
    return render(request, "accounts/org_unit_detail.html", words)


def find_unit(actor, public_id):
    """Return a unit of today; HR also finds one that has ended, or that begins later."""
    unit = OrgUnit.objects.named(actor.on).filter(public_id=public_id).first()
    if unit or not actor.is_hr:
        return unit or not_found()
    unit = get_object_or_404(OrgUnit, public_id=public_id)
    unit.name = unit.terms.order_by("-from_date").values_list("name", flat=True).first()
    return unit


def not_found():
    """Answer that there is no such unit."""
    raise Http404
