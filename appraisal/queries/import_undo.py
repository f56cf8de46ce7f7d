"""What happened to plans and evaluations after an import."""

from accounts.choices import EmployeeKind


def acted_since(model, people, since):
    """Return the owners, among these people, of records that somebody else has moved since a moment."""
    moves = model.objects.filter(
        employee__in=people,
        stage_changes__changed_at__gt=since,
        stage_changes__actor__kind__in=(EmployeeKind.ASN, EmployeeKind.OFFICIAL),
    ).order_by()
    moves = moves.values_list("employee_id", "stage_changes__actor_id").distinct()
    return sorted({owner for owner, mover in moves if owner != mover})
