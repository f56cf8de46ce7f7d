"""What the database holds about the units, positions and people that a workbook speaks of."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Min, Q
from django.db.models.functions import Lower

from accounts.choices import AssignmentKind, EmployeeKind, FunctionalGrade
from accounts.models import Assignment, Employee, JobPosition, OrgUnit, OrgUnitTerm, ReportingLine
from accounts.rules.position_guess import bare_name
from accounts.rules.unit_names import unit_key

PERSON_FIELDS = (
    "kind", "name", "title_before", "title_after", "employment_kind", "rank", "rank_since_date",
    "functional_grade", "birth_date", "sex", "email", "phone",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Unit:
    """A unit as it is on the effective date, and as the import will make it."""

    code: str
    name: str
    parent: "Unit | None" = None
    pk: int | None = None
    term_pk: int | None = None
    term_from: date | None = None
    later: date | None = None
    starts: date | None = None  # of a new one, as the sheet says
    begins: date | None = None  # of one that is there: the first day of all
    is_rejected: bool = False

    @property
    def is_new(self):
        """Tell whether the import creates the unit."""
        return self.pk is None

    def line(self):
        """Return the unit and the units above it."""
        found, current = [], self
        while current and current not in found:
            found.append(current)
            current = current.parent
        return found


@dataclass(slots=True, eq=False)
class Position:
    """A position that exists or will be created."""

    name: str
    kind: str
    grade: str
    pk: int | None = None
    job_class: int | None = None

    @property
    def key(self):
        """Return what makes two positions the same; a grade at the end of the name is said twice."""
        return (bare_name(self.name, self.grade).casefold(), self.kind, self.grade)

    @property
    def title(self):
        """Return the name with its grade, said once."""
        grade = FunctionalGrade(self.grade).label if self.grade else ""
        return f"{bare_name(self.name, self.grade)} {grade}".rstrip()


@dataclass(slots=True)
class Line:
    """A line of reporting."""

    pk: int
    supervisor_pk: int | None
    from_date: date
    later: date | None = None


@dataclass(slots=True)
class Post:
    """An assignment: the one of the effective date, else the next."""

    pk: int
    unit_pk: int
    position_pk: int
    is_head: bool
    from_date: date
    until_date: date | None = None
    later: date | None = None
    line: Line | None = None


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in Selaras."""

    pk: int
    public_id: str
    nip: str | None
    is_active: bool
    fields: dict
    posts: dict[str, Post] = field(default_factory=dict)

    @property
    def name(self):
        """Return the name."""
        return self.fields["name"]


@dataclass(slots=True)
class State:
    """Everything of the database that a plan needs, loaded with a fixed number of queries."""

    on: date
    units: dict[str, Unit] = field(default_factory=dict)  # by code
    units_by_pk: dict[int, Unit] = field(default_factory=dict)
    units_by_name: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    positions: dict[tuple, Position] = field(default_factory=dict)
    positions_by_pk: dict[int, Position] = field(default_factory=dict)
    positions_by_name: dict[str, list[Position]] = field(default_factory=lambda: defaultdict(list))
    by_nip: dict[str, Person] = field(default_factory=dict)
    by_email: dict[str, Person] = field(default_factory=dict)
    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_pk: dict[int, Person] = field(default_factory=dict)
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)  # unit -> (employee, name)
    led_before: set[int] = field(default_factory=set)
    supervisors: dict[int, int] = field(default_factory=dict)  # employee -> supervisor, that day
    names: dict[int, str] = field(default_factory=dict)  # of supervisors

    def add_unit(self, unit):
        """Make a unit known by its code and its name."""
        self.units[unit.code.casefold()] = unit
        self.units_by_name[unit_key(unit.name)].append(unit)

    def add_position(self, position):
        """Make a position known by its key and its name."""
        self.positions.setdefault(position.key, position)
        self.positions_by_name[position.key[0]].append(position)


def load_state(rows, on):
    """Return the state on a day for the rows of people that are to be planned."""
    state = State(on)
    load_units(state)
    for post in JobPosition.objects.order_by("pk"):
        known = Position(post.name, post.kind, post.functional_grade, post.pk, post.job_class)
        state.positions_by_pk[post.pk] = known
        state.add_position(known)
    load_people(state, rows)
    load_posts(state)
    load_heads(state)
    load_supervisors(state)
    return state


def load_units(state):
    """Load all units with the name and parent of the day, or of the first day after it."""
    parents = {}
    units = OrgUnit.objects.values_list("pk", "code", Min("terms__from_date"))
    state.units_by_pk = {pk: Unit(code, "", pk=pk, begins=first) for pk, code, first in units}
    terms = OrgUnitTerm.objects.filter(Q(until_date=None) | Q(until_date__gte=state.on))
    for term in terms.order_by("from_date", "pk"):
        unit = state.units_by_pk[term.unit_id]
        if unit.term_pk:
            unit.later = unit.later or term.from_date
            continue
        unit.name, unit.term_pk, unit.term_from = term.name, term.pk, term.from_date
        parents[unit] = term.parent_id
    for unit in state.units_by_pk.values():
        unit.parent = state.units_by_pk.get(parents.get(unit))
        state.add_unit(unit)


def load_people(state, rows):
    """Load the people whom rows describe or name as supervisors."""
    named = [row.data.get("supervisor", {}) for row in rows]
    nips = {row.data.get("nip") for row in rows} | {one.get("nip") for one in named}
    emails = {row.data.get("email", "").lower() for row in rows} | {
        one.get("email") for one in named
    }
    names = {one["name"].lower() for one in named if one.get("name")}
    people = (
        Employee.objects.exclude(kind=EmployeeKind.SYSTEM)
        .annotate(email_key=Lower("email"), name_key=Lower("name"))
        .filter(
            Q(nip__in=nips - {None}) | Q(email_key__in=emails - {None, ""}) | Q(name_key__in=names)
        )
    )
    for row in people.values("pk", "public_id", "nip", "is_active", *PERSON_FIELDS).order_by("pk"):
        values = {name: row[name] for name in PERSON_FIELDS}
        add_person(state, Person(row["pk"], row["public_id"], row["nip"], row["is_active"], values))


def add_person(state, person):
    """Make a person known by NIP, e-mail and name."""
    state.by_pk[person.pk] = person
    if person.nip:
        state.by_nip[person.nip] = person
    if person.fields["email"]:
        state.by_email[person.fields["email"].lower()] = person
    state.by_name[person.name.lower()].append(person)


def load_posts(state):
    """Load the post of the day of each kind with its line of reporting; of later ones the first day."""
    ahead = Q(until_date=None) | Q(until_date__gte=state.on)
    posts = {}
    for row in Assignment.objects.filter(ahead, employee__in=state.by_pk).order_by(
        "from_date", "pk"
    ):
        known = state.by_pk[row.employee_id].posts
        if row.kind in known:
            known[row.kind].later = known[row.kind].later or row.from_date
            continue
        posts[row.pk] = known[row.kind] = Post(
            row.pk, row.org_unit_id, row.job_position_id, row.is_head, row.from_date, row.until_date
        )
    for row in ReportingLine.objects.filter(ahead, assignment__in=posts).order_by(
        "from_date", "pk"
    ):
        post = posts[row.assignment_id]
        if post.line:
            post.line.later = post.line.later or row.from_date
        else:
            post.line = Line(row.pk, row.supervisor_id, row.from_date)


def load_heads(state):
    """Load who leads which unit on the day or later, and which units ever had a head."""
    heads = Assignment.objects.definitive().filter(is_head=True).annotate(head=F("employee__name"))
    for row in heads.order_by("-from_date", "pk"):
        state.led_before.add(row.org_unit_id)
        if row.until_date is None or row.until_date >= state.on:
            state.heads[row.org_unit_id] = (row.employee_id, row.head)


def load_supervisors(state):
    """Load who supervises whom on the day, and the names of all supervisors of today and later."""
    lines = ReportingLine.objects.in_force(state.on).filter(
        assignment__kind=AssignmentKind.DEFINITIVE, supervisor__isnull=False
    )
    state.supervisors = dict(lines.values_list("employee_id", "supervisor_id"))
    posts = [post for person in state.by_pk.values() for post in person.posts.values()]
    known = {post.line.supervisor_pk for post in posts if post.line} | set(
        state.supervisors.values()
    )
    state.names = dict(Employee.objects.filter(pk__in=known - {None}).values_list("pk", "name"))
