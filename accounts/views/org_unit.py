"""The tree of units, and one unit."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import OrgUnit
from accounts.queries.employee import holding, people_list
from accounts.queries.org_tree import org_tree
from accounts.queries.org_unit import heads_of, unit_rows
from accounts.views.employee import PER_PAGE, layout_for


@require_safe
def org_unit_list(request):
    """Show all units of today as a tree."""
    words = {"rows": unit_rows(request.actor.on), "layout": layout_for(request.actor)}
    return render(request, "accounts/org_unit_list.html", words)


@require_safe
def org_unit_detail(request, public_id):
    """Show a unit: where it stands, who heads it, who works in it."""
    on = request.actor.on
    unit = get_object_or_404(OrgUnit.objects.named(on), public_id=public_id)
    tree = org_tree(on)
    above = tree.ancestors(unit.pk)
    units = OrgUnit.objects.named(on).in_bulk([*above, *tree.children.get(unit.pk, ())])
    people = people_list(request.actor).filter(holding(on, org_unit=unit))
    words = {
        "unit": unit,
        "above": [units[pk] for pk in reversed(above)],
        "below": sorted(
            (units[pk] for pk in tree.children.get(unit.pk, ())), key=lambda one: one.name.lower()
        ),
        "head": heads_of(on).get(unit.pk),
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "terms": unit.terms.order_by("-from_date"),
        "layout": layout_for(request.actor),
    }
    return render(request, "accounts/org_unit_detail.html", words)
