"""Roles, the calendar, standards of single posts, a change of supervisor, and notices read."""

from datetime import date, timedelta

from django.db.models import F, Q

from accounts.choices import Role
from accounts.models import Employee, Holiday, Notification, RoleGrant
from accounts.queries.actor import actor_of, system_actor
from accounts.queries.sign_in import DEMO_DOMAIN
from accounts.services.holiday import confirm_holiday
from accounts.services.role_grant import grant_role, log_grant
from appraisal.management.demo.data import moment, working_day
from appraisal.management.demo.people import SINCE
from appraisal.services.hand_over import change_supervisor
from competency.models import Competency
from competency.services.standard import set_standard

GRANTS = (
    ("operator_dks", Role.HR_OPERATOR, "DKS"),
    ("sekda", Role.LEADER, "KC"),
    ("wali", Role.LEADER, "KC"),
    ("auditor", Role.AUDITOR, "KC"),
    ("kabid_adu", Role.ASSESSMENT_TEAM, "PTSP"),
    ("kabag_org", Role.HR_ADMIN, "KC"),
)
EASIER = {"M.07": 2, "SK.01": 2}  # what the agency asks of its policy analysts
READ_AFTER = timedelta(days=6)
UNREAD_FOR_STORY = timedelta(days=60)


def grant_roles(city):
    """Give Maya the first grant, as an installation does; she gives all others."""
    calendar = system_actor(SINCE)
    first = RoleGrant.objects.create(
        employee=city["maya"], role=Role.HR_ADMIN, org_unit=city.units["KC"], from_date=SINCE
    )
    log_grant(grant=first, action="role_granted", actor=calendar, at=moment(SINCE, city.rng))
    for key, role, unit in GRANTS:
        grant_role(
            employee=city[key],
            role=role,
            org_unit=city.units[unit],
            with_sub_units=True,
            days=(SINCE, None),
            actor=actor_of(city["maya"], SINCE),
            at=moment(SINCE, city.rng),
        )


def confirm_past_holidays(city):
    """Confirm the holidays that are over; those to come wait for the joint decree."""
    actor = actor_of(city["maya"], city.today)
    for holiday in Holiday.objects.filter(date__lt=city.today, is_confirmed=False).order_by("date"):
        confirm_holiday(
            holiday=holiday, actor=actor, at=moment(city.today - timedelta(days=60), city.rng)
        )


def set_own_standards(city):
    """Ask a little less of policy analysts in two competencies."""
    day = date(SINCE.year, 6, 2)
    post = city.member_of(city["ratna"]).assignment.job_position
    for competency in Competency.objects.filter(code__in=EASIER).order_by("code"):
        set_standard(
            competency=competency,
            post={"job_position": post},
            level=EASIER[competency.code],
            from_date=day,
            note="Peta jabatan kota: tugas utama menelaah, bukan memimpin perubahan.",
            actor=actor_of(city["maya"], day),
            at=moment(day - timedelta(days=1), city.rng),
        )


def change_one_supervisor(city):
    """Move one employee to another supervisor; the open records follow."""
    day = working_day(city.today - timedelta(days=18))
    moved = next(m for m in city.members if m.unit == "DKS.YANKES" and m.boss == "kabid_yankes")
    change_supervisor(
        employee=moved.employee,
        supervisor=city["kabid_kesmas"],
        is_outside=False,
        from_date=day,
        reason="Diperbantukan pada percepatan penurunan stunting sampai akhir tahun.",
        actor=actor_of(city["maya"], day),
        at=moment(day, city.rng),
    )


def settle_notices(city):
    """Note that mails went out when they were due, and that most notices have been read."""
    everything = Notification.objects.order_by()
    everything.update(claimed_at=F("created_at"), sent_at=F("created_at"))
    now = moment(city.today, city.rng, (0, 0))
    story = Employee.objects.filter(email__endswith=DEMO_DOMAIN)
    waits = Q(recipient__in=story, created_at__gt=now - UNREAD_FOR_STORY)
    waits |= Q(created_at__gt=now - READ_AFTER)
    everything.exclude(waits).update(read_at=F("created_at") + timedelta(hours=3))
