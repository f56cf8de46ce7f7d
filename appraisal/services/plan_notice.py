"""What the two people of a work plan are told about it."""

from accounts.services.notification import mark_settled, notify


def tell(work_plan, person, kind, at, note=""):
    """Notify one of the two people of a plan; what called the other one here is settled."""
    is_own = person == work_plan.employee
    other = work_plan.supervisor if is_own else work_plan.employee
    mark_settled(recipient=other, link=work_plan.get_absolute_url(), at=at)
    notify(
        recipient=person,
        kind=kind,
        at=at,
        link=work_plan.get_absolute_url(),
        about=work_plan.cycle.name if is_own else work_plan.employee.name,
        note=note,
    )
