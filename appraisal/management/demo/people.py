"""Kota Contoh: its units, its people, their posts, and to whom these report."""

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from accounts.choices import AssignmentKind, EmployeeKind
from accounts.models import (
    Assignment,
    Employee,
    JobPosition,
    OrgUnit,
    OrgUnitTerm,
    ReportingLine,
)
from accounts.queries.sign_in import DEMO_DOMAIN
from appraisal.management.demo.data import rows, texts
from appraisal.management.demo.names import Names, Nips

ROOT = "KC"
OUTSIDE = "LUAR SISTEM"
SINCE = date(2021, 1, 4)
DOCTORS = {"dr.", "drg."}
NEW, LATE = "new_", "late_"  # keys of people who joined weeks, or days, ago
NEW_DAYS, LATE_DAYS = 24, 4
EVERY_NTH_WITHOUT_MAIL = 19


@dataclass
class Member:
    """A person in a post, and what kind of work is done there."""

    key: str
    unit: str
    family: str
    boss: str
    employee: Employee
    assignment: Assignment = None


@dataclass
class City:
    """Everything the story can point at."""

    today: date
    rng: random.Random
    units: dict[str, OrgUnit] = field(default_factory=dict)
    unit_names: dict[str, str] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)

    def __getitem__(self, key):
        """Return a person of the story by key."""
        return next(member.employee for member in self.members if member.key == key)

    def member_of(self, employee):
        """Return the member that a person is."""
        return self.by_person[employee.pk]

    def settle(self):
        """Build the index of people."""
        self.by_person = {member.employee.pk: member for member in self.members}
        return self


def build_city(today):
    """Write units, people, posts and lines of reporting with a handful of statements."""
    city = City(today, random.Random(1945))
    build_units(city)
    people = list(invent_people(city))
    Employee.objects.bulk_create(member.employee for member, _post in people)
    city.members = [member for member, _post in people]
    build_assignments(city, people)
    build_lines(city)
    return city.settle()


def build_units(city):
    """Write the tree of units."""
    table = rows("units")
    units = OrgUnit.objects.bulk_create(
        OrgUnit(code=row["code"], serves_public=bool(row["public"])) for row in table
    )
    city.units = {unit.code: unit for unit in units}
    city.unit_names = {row["code"]: row["name"] for row in table}
    OrgUnitTerm.objects.bulk_create(
        OrgUnitTerm(
            unit=city.units[row["code"]],
            name=row["name"],
            parent=city.units.get(row["parent"]),
            from_date=SINCE,
        )
        for row in table
    )


def invent_people(city):
    """Yield (member, row) for every post of the table."""
    names, nips = Names(city.rng), Nips(city.rng)
    password = make_password(getattr(settings, "DEMO_PASSWORD", "selaras-demo"))
    mails = set()
    for post in rows("posts"):
        for _number in range(int(post["count"])):
            person = invent_person(city, post, names, nips)
            person.email = address(post["key"], person.name, mails)
            signs_in = person.email.endswith(DEMO_DOMAIN)
            person.password = password if signs_in else UNUSABLE_PASSWORD_PREFIX + person.public_id
            yield Member(post["key"], post["unit"], post["family"], post["boss"], person), post


def invent_person(city, post, names, nips):
    """Return an unsaved person for a post."""
    known = texts("names")["named"].get(post["key"], {})
    sex = known.get("sex") or city.rng.choice("MF")
    name = known.get("name") or names.next(sex)
    born = known.get("born") or nips.birth_date(post["employment"], post["rank"])
    is_doctor = post["degree"] in DOCTORS
    person = Employee(
        name=name,
        sex=sex,
        title_before=post["degree"] if is_doctor else known.get("title_before", ""),
        title_after="" if is_doctor else post["degree"],
        birth_date=born,
    )
    if not post["employment"]:
        person.kind = EmployeeKind.OFFICIAL
        return person
    person.nip = nips.next(born, post["employment"], sex, city.today)
    person.employment_kind = post["employment"]
    person.rank, person.functional_grade = post["rank"], post["grade"]
    person.rank_since_date = date(city.rng.randint(2019, 2024), city.rng.choice((4, 10)), 1)
    return person


def address(key, name, taken):
    """Return an e-mail address nobody else has; a few people have none."""
    known = texts("names")["named"].get(key, {}).get("email")
    if known:
        return f"{known}{DEMO_DOMAIN}"
    stem = re.sub(r"[^a-z]+", ".", name.lower()).strip(".")
    taken.add(stem)
    return "" if len(taken) % EVERY_NTH_WITHOUT_MAIL == 0 else f"{stem}@kotacontoh.example"


def build_assignments(city, people):
    """Put everybody into a post; the first in the table of each unit leads it."""
    positions = build_positions([post for _member, post in people])
    led = set()
    posts = []
    for member, row in people:
        is_head = member.unit not in led
        led.add(member.unit)
        posts.append(
            Assignment(
                employee=member.employee,
                job_position=positions[row["position"], row["kind"], row["grade"]],
                org_unit=city.units[member.unit],
                is_head=is_head,
                from_date=joined(member, city.today),
            )
        )
    for (member, _row), post in zip(people, Assignment.objects.bulk_create(posts), strict=True):
        member.assignment = post
    act_for_a_vacancy(city)


def build_positions(table):
    """Write each position once."""
    keys = dict.fromkeys((row["position"], row["kind"], row["grade"]) for row in table)
    made = JobPosition.objects.bulk_create(
        JobPosition(name=name, kind=kind, functional_grade=grade) for name, kind, grade in keys
    )
    return dict(zip(keys, made, strict=True))


def joined(member, today):
    """Return the day from which a post is held."""
    if member.key.startswith(NEW):
        return today - timedelta(days=NEW_DAYS)
    return today - timedelta(days=LATE_DAYS) if member.key.startswith(LATE) else SINCE


def act_for_a_vacancy(city):
    """Let a planner act as head of a vacant subdivision."""
    vacancy = JobPosition.objects.get_or_create(
        name="Kepala Subbagian Perencanaan dan Keuangan", kind="PENGAWAS"
    )[0]
    Assignment.objects.create(
        employee=city["perencana"],
        job_position=vacancy,
        org_unit=city.units["DUK.SEK"],
        kind=AssignmentKind.PLT,
        from_date=city.today - timedelta(days=70),
    )


def build_lines(city):
    """Let every post report to its boss; one profession is rated by its ministry."""
    ReportingLine.objects.bulk_create(
        ReportingLine(
            assignment=member.assignment,
            employee=member.employee,
            supervisor=None if member.boss == OUTSIDE else city[member.boss],
            is_outside=member.boss == OUTSIDE,
            from_date=member.assignment.from_date,
        )
        for member in city.members
        if member.boss
    )
