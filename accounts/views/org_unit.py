"""The tree of units, and one unit."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import OrgUnit
from accounts.queries.employee import holding, people_list
from accounts.queries.org_tree import org_tree
from accounts.queries.org_unit import (
    found_units,
    heads_of,
    manages_unit,
    other_units,
    unit_history,
    unit_rows,
)
from accounts.services.org_unit import may_withdraw
from accounts.views.employee import PER_PAGE, layout_for

MOST_OTHERS = 200


@require_safe
def org_unit_list(request):
    """Show all units of today as a tree, or those that somebody looks for."""
    actor = request.actor
    rows = unit_rows(actor.on)
    text = request.GET.get("cari", "").strip()[:100]
    words = {
        "rows": rows,
        "text": text,
        "found": found_units(rows, text) if text else [],
        "others": other_units(actor.on)[:MOST_OTHERS] if actor.is_hr else [],
        "may_add": any(actor.is_admin_for(row.unit.pk) for row in rows),
        "on": actor.on,
        "layout": layout_for(actor),
    }
    return render(request, "accounts/org_unit_list.html", words)


@require_safe
def org_unit_detail(request, public_id):
    """Show a unit: where it stands, who heads it, who works in it, what it was and will be."""
    actor = request.actor
    on = actor.on
    unit = find_unit(actor, public_id)
    tree = org_tree(on)
    above = tree.ancestors(unit.pk)
    units = OrgUnit.objects.named(on).in_bulk([*above, *tree.children.get(unit.pk, ())])
    people = people_list(actor).filter(holding(on, org_unit=unit))
    history = unit_history(unit)
    *earlier, last = reversed(history)
    may_edit = manages_unit(actor, unit)
    words = {
        "unit": unit,
        "above": [units[pk] for pk in reversed(above)],
        "below": sorted(
            (units[pk] for pk in tree.children.get(unit.pk, ())), key=lambda one: one.name.lower()
        ),
        "head": heads_of(on).get(unit.pk),
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
