"""Who reports to whom on a day."""

from django.db import connection

from accounts.choices import AssignmentKind
from accounts.models import Assignment, Employee

CHAIN = """
WITH RECURSIVE above (person_id, step, seen) AS (
    SELECT %(start)s::bigint, 0, ARRAY[%(start)s::bigint]
    UNION ALL
    SELECT line.supervisor_id, above.step + 1, above.seen || line.supervisor_id
    FROM above
    JOIN accounts_reportingline line ON line.employee_id = above.person_id
        AND line.from_date <= %(on)s AND (line.until_date IS NULL OR line.until_date >= %(on)s)
        AND line.supervisor_id <> ALL (above.seen)
    JOIN accounts_assignment post ON post.id = line.assignment_id AND post.kind = %(kind)s
    WHERE above.step < %(limit)s
)
SELECT person.*
FROM above JOIN accounts_employee person ON person.id = above.person_id
WHERE above.step > 0 ORDER BY above.step
"""


def supervisor_chain(employee, on, limit=12):
    """Return the people above an employee, nearest first, in one query; a circle ends where it closes."""
    rule = {"start": employee.pk, "on": on, "limit": limit, "kind": AssignmentKind.DEFINITIVE}
    return list(Employee.objects.raw(CHAIN, rule))


def definitive_assignment(employee, on):
    """Return the definitive post of a person on a day, or None."""
    return (
        Assignment.objects.in_force(on)
        .definitive()
        .filter(employee=employee)
        .select_related("job_position", "org_unit")
        .first()
    )


def definitive_assignments(people, on):
    """Return {person: definitive post on a day} of those who have one, in one query."""
    posts = Assignment.objects.in_force(on).definitive().filter(employee__in=people)
    return {post.employee_id: post for post in posts.select_related("job_position")}


def leads_back(person, above):
    """Tell whether following `above` from a person returns to that person."""
    seen, current = set(), above.get(person)
    while current is not None and current not in seen:
        if current == person:
            return True
        seen.add(current)
        current = above.get(current)
    return False


LEADS_TO = """
WITH RECURSIVE above (employee_id, days) AS (
    SELECT %(start)s::bigint, daterange(%(from)s, %(until)s, '[]')
    UNION
    SELECT line.supervisor_id, above.days * daterange(line.from_date, line.until_date, '[]')
    FROM above
    JOIN accounts_reportingline line ON line.employee_id = above.employee_id
        AND line.supervisor_id IS NOT NULL
        AND above.days && daterange(line.from_date, line.until_date, '[]')
    JOIN accounts_assignment post ON post.id = line.assignment_id AND post.kind = 'DEFINITIVE'
)
SELECT EXISTS (SELECT FROM above WHERE employee_id = %(goal)s)
"""


def leads_to(start, goal_id, from_date, until_date=None):
    """Tell whether, on any of these days, the people above `start` (or `start`) include somebody."""
    with connection.cursor() as cursor:
        cursor.execute(
            LEADS_TO,
            {"start": start.pk, "goal": goal_id, "from": from_date, "until": until_date},
        )
        return cursor.fetchone()[0]
