"""Units as a tree, with their heads and how many people sit in them; what is known of one unit."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q

from accounts.models import Assignment, Employee, OrgUnit, OrgUnitTerm
from accounts.models.dated import in_force
from accounts.queries.org_tree import org_tree
from accounts.rules.unit_names import unit_key


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the tree."""

    unit: OrgUnit
    name: str
    depth: int
    head: Employee | None
    people: int  # in the unit itself
    everybody: int  # with all units below
    below: int = 0  # units directly below
    closes: range = range(0)  # one step for each list that ends behind this line
    path: tuple[str, ...] = ()  # the names above, from the top


def unit_rows(tree, on):
    """Return the tree of a day in printing order."""
    lines = list(tree.depth_first())
    depths = [depth for _pk, depth in lines[1:]] + [0]
    units = OrgUnit.objects.in_bulk(list(tree.names))
    posts = Assignment.objects.in_force(on).definitive()
    counts = dict(posts.values_list("org_unit").annotate(Count("employee", distinct=True)))
    heads = heads_of(on)
    return [
        UnitRow(
            unit=units[pk],
            name=tree.names[pk],
            depth=depth,
            head=heads.get(pk),
            people=counts.get(pk, 0),
            everybody=sum(counts.get(below, 0) for below in tree.with_descendants(pk)),
            below=len(tree.children.get(pk, ())),
            closes=range(depth - following),
            path=tuple(tree.names[above] for above in reversed(tree.ancestors(pk))),
        )
        for (pk, depth), following in zip(lines, depths, strict=True)
    ]


def found_units(rows, text):
    """Return the lines whose name, code or head holds the words that somebody looks for."""
    wanted = unit_key(text)
    return [
        row
        for row in rows
        if wanted in unit_key(row.name)
        or wanted in unit_key(row.unit.code)
        or (row.head and wanted in unit_key(row.head.name))
    ]


def other_units(on):
    """Return the newest term of each unit that has ended, or that begins after a day, by name."""
    newest = OrgUnitTerm.objects.order_by("unit", "-from_date").distinct("unit").values("pk")
    terms = OrgUnitTerm.objects.filter(pk__in=newest).select_related("unit")
    today = OrgUnitTerm.objects.in_force(on).values("unit")
    return terms.exclude(unit__in=today).order_by("name", "pk")


def head_of(unit, on):
    """Return who heads a unit on a day, or None."""
    return heads_of(on, org_unit=unit).get(unit.pk)


def units_of(tree, keys):
    """Return units of a tree with their names, to be linked; no query."""
    units = [OrgUnit(pk=pk, public_id=tree.public_ids[pk]) for pk in keys]
    for unit in units:
        unit.name = tree.names[unit.pk]
    return units


def heads_of(on, **conditions):
    """Return unit -> head on a day."""
    heads = Assignment.objects.in_force(on).definitive().filter(is_head=True, **conditions)
    return {post.org_unit_id: post.employee for post in heads.select_related("employee")}


def unit_choices(on):
    """Return the tree of a day and public id -> primary key of its units."""
    tree = org_tree(on)
    return tree, dict(
        OrgUnit.objects.filter(pk__in=list(tree.names)).values_list("public_id", "pk")
    )


def manages_unit(actor, unit):
    """Tell whether the actor is HR administrator for a unit, or above one that has not begun."""
    seen, pk = set(), unit.pk
    while pk is not None and pk not in seen:
        if actor.is_admin_for(pk):
            return True
        seen.add(pk)
        first = OrgUnitTerm.objects.filter(unit=pk).order_by("from_date").first()
        pk = first.parent_id if first and first.from_date > actor.on else None
    return False


def posts_from(unit, day):
    """Return the posts in a unit that are held on a day or later, with their people."""
    posts = Assignment.objects.filter(Q(until_date=None) | Q(until_date__gte=day), org_unit=unit)
    return posts.select_related("employee", "job_position").order_by("employee__name", "pk")


def units_below_from(unit, day):
    """Return the terms of the units directly below one on a day or later."""
    terms = OrgUnitTerm.objects.filter(Q(until_date=None) | Q(until_date__gte=day), parent=unit)
    return terms.select_related("unit").order_by("name", "pk")


def circle_days(unit, parent, day):
    """Return the days, from one on, on which a unit below `parent` would stand below itself."""
    terms = list(
        OrgUnitTerm.objects.filter(Q(until_date=None) | Q(until_date__gte=day))
        .exclude(unit=unit)
        .values_list("unit_id", "parent_id", "from_date", "until_date")
    )
    days = sorted({day} | {first for _unit, _parent, first, _last in terms if first > day})
    return [one for one in days if is_above(unit.pk, parent.pk, terms, one)]


def is_above(unit, start, terms, day):
    """Tell whether a unit is another one, or stands above it, on a day."""
    parents = {
        key: above
        for key, above, first, last in terms
        if first <= day and (last is None or last >= day)
    }
    seen, current = set(), start
    while current is not None and current not in seen:
        if current == unit:
            return True
        seen.add(current)
        current = parents.get(current)
    return False


def unit_history(unit):
    """Return the terms of a unit, newest first, each with the name `above` it when it began."""
    above = OrgUnitTerm.objects.filter(in_force(OuterRef("from_date")), unit=OuterRef("parent"))
    return list(unit.terms.annotate(above=above.values("name")[:1]).order_by("-from_date"))
