"""Write the posts and lines of reporting of a plan: what changes ends the day before."""

from datetime import timedelta

from django.db.models import Q
from django.utils.dateparse import parse_date

from accounts.models import Assignment, ReportingLine

ONE_DAY = timedelta(days=1)
CHUNK = 1000


def write_posts(draft, employees):
    """End, edit and open posts; return {row: primary key of the post that holds from now on}."""
    rows = [row for row in draft.accepted() if row.post_step]
    end_posts(draft, [row.post.pk for row in rows if row.post_step == "replace"])
    edit_posts([row for row in rows if row.post_step == "edit"])
    opening = [row for row in rows if row.post_step in ("open", "replace")]
    opened = Assignment.objects.bulk_create(
        [new_post(draft, row, employees) for row in opening], batch_size=CHUNK
    )
    posts = {row: row.post.pk for row in draft.accepted() if row.post}
    return posts | {row: post.pk for row, post in zip(opening, opened, strict=True)}


def end_posts(draft, keys):
    """End posts and their lines the day before; a line that begins only now goes with its post."""
    day = draft.effective_date
    lines = ReportingLine.objects.filter(assignment__in=keys)
    lines.filter(from_date__gte=day).delete()
    lines.filter(Q(until_date=None) | Q(until_date__gte=day)).update(until_date=day - ONE_DAY)
    Assignment.objects.filter(pk__in=keys).update(until_date=day - ONE_DAY)


def edit_posts(rows):
    """Change posts in place; headships are taken away before they are given."""
    Assignment.objects.filter(pk__in=[row.post.pk for row in rows], is_head=True).update(
        is_head=False
    )
    Assignment.objects.bulk_update(
        [
            Assignment(
                pk=row.post.pk,
                org_unit_id=row.unit.pk if row.unit else row.post.unit_pk,
                job_position_id=row.position.pk,
                is_head=bool(row.is_head),
            )
            for row in rows
        ],
        ["org_unit", "job_position", "is_head"],
        batch_size=CHUNK,
    )


def new_post(draft, row, employees):
    """Return a post from the effective date; a new person's begins when the roster says it did."""
    unit_pk = row.unit.pk if row.unit else row.post.unit_pk
    from_date = draft.effective_date
    held = row.data.get("position_since_date")
    led_before = row.is_head and unit_pk in draft.state.led_before
    if held and row.existing is None and not led_before:
        from_date = min(from_date, parse_date(held))
    return Assignment(
        employee_id=employees[row].pk,
        org_unit_id=unit_pk,
        job_position_id=row.position.pk,
        kind=row.kind,
        is_head=bool(row.is_head),
        from_date=from_date,
    )


def write_lines(draft, employees, posts):
    """End, edit and open lines of reporting."""
    rows = [row for row in draft.accepted() if row.line_step]
    replaced = [row.post.line.pk for row in rows if row.line_step == "replace"]
    ReportingLine.objects.filter(pk__in=replaced).update(until_date=draft.effective_date - ONE_DAY)
    kept = [row for row in rows if row.line_step == "edit" and row.post_step != "replace"]
    ReportingLine.objects.bulk_update(
        [
            ReportingLine(
                pk=row.post.line.pk, supervisor_id=boss(row, employees), is_outside=outside(row)
            )
            for row in kept
        ],
        ["supervisor", "is_outside"],
        batch_size=CHUNK,
    )
    opening = [row for row in rows if row not in set(kept)]
    ReportingLine.objects.bulk_create(
        [new_line(draft, row, employees, posts) for row in opening], batch_size=CHUNK
    )


def new_line(draft, row, employees, posts):
    """Return a line from the effective date, or from the first day of a post that begins later."""
    stays = row.post is not None and row.post_step in ("", "edit")
    return ReportingLine(
        assignment_id=posts[row],
        employee_id=employees[row].pk,
        supervisor_id=boss(row, employees),
        is_outside=outside(row),
        from_date=max(draft.effective_date, row.post.from_date) if stays else draft.effective_date,
        until_date=row.post.until_date if stays else None,
    )


def boss(row, employees):
    """Return the key of the supervisor; a line that is carried over keeps its own."""
    if row.line_step == "carry":
        return row.post.line.supervisor_pk
    if row.boss.person:
        return row.boss.person.pk
    return employees[row.boss.row].pk if row.boss.row else None


def outside(row):
    """Tell whether the supervisor is outside the system."""
    return row.post.line.supervisor_pk is None if row.line_step == "carry" else row.boss.is_outside
