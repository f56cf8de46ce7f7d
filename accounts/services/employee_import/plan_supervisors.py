"""Plan the lines of reporting: who supervises whom, and that nobody ends above themselves."""

from accounts.choices import AssignmentKind
from accounts.services.employee_import.draft import Boss

OUTSIDE = "LUAR SISTEM"
MOST_NAMED = 8


def find_supervisors(draft):
    """Find whom each row names as supervisor."""
    rows = Directory(draft.people)
    for row in draft.people:
        named = row.data.get("supervisor")
        if named:
            find_supervisor(draft, row, named, rows)
            refuse_own_line(draft, row)


def refuse_own_line(draft, row):
    """Let nobody import the own supervisor or the own team (docs/decisions/0007).

    The administrator of the whole agency may: the first roster has to come from somebody.
    """
    if row.boss is None or draft.actor.is_hr_of_everything:
        return
    person = row.existing.pk if row.existing else None
    boss = row.boss.person.pk if row.boss.person else None
    if draft.actor.employee.pk in {person, boss} and draft.state.supervisors.get(person) != boss:
        row.add("supervisor_own", "supervisor", row.boss.name)
        row.boss = None


class Directory:
    """The rows of the file by NIP, e-mail and name."""

    def __init__(self, people):
        """Sort the rows; of two with the same NIP the first counts."""
        self.by_nip, self.by_email, self.by_name = {}, {}, {}
        for row in people:
            if row.data.get("nip"):
                self.by_nip.setdefault(row.data["nip"], row)
            if row.data.get("email"):
                self.by_email.setdefault(row.data["email"].lower(), row)
            self.by_name.setdefault(row.data.get("name", "").lower(), []).append(row)


def find_supervisor(draft, row, named, rows):
    """Resolve one supervisor, or say why not."""
    if named.get("outside"):
        row.boss = Boss(OUTSIDE)
        return
    if name := named.get("name"):
        find_by_name(draft, row, name, rows)
        return
    other = rows.by_nip.get(named.get("nip")) or rows.by_email.get(named.get("email"))
    person = draft.state.by_nip.get(named.get("nip")) or draft.state.by_email.get(
        named.get("email")
    )
    written = named.get("nip") or named.get("email")
    if other is None and (person is None or not person.is_active):
        row.add("supervisor_unknown", "supervisor", written)
        return
    give(row, Boss(other.name if other else person.name, other, person))


def find_by_name(draft, row, name, rows):
    """Find a supervisor by name, in the file and in Selaras; it is shown as a guess."""
    others = rows.by_name.get(name.lower(), [])
    people = [person for person in draft.state.by_name.get(name.lower(), []) if person.is_active]
    in_file = {other.existing for other in others if other.existing}
    people = [person for person in people if person not in in_file]
    if len(others) + len(people) > 1:
        row.add("supervisor_ambiguous", "supervisor", name)
    elif others:
        give(row, Boss(others[0].name, others[0], others[0].existing), is_guess=True)
    elif people:
        give(row, Boss(people[0].name, None, people[0]), is_guess=True)
    else:
        row.add("supervisor_unknown", "supervisor", name)


def give(row, boss, *, is_guess=False):
    """Give a row its supervisor; nobody is their own."""
    if boss.row is row or (boss.person and boss.person is row.existing):
        row.add("supervisor_self", "supervisor", row.name)
        return
    row.boss = boss
    if is_guess:
        nip = (boss.row.data.get("nip") if boss.row else boss.person.nip) or "-"
        row.add("guess_supervisor", "supervisor", boss.name, name=boss.name, nip=nip)


def node(row):
    """Return what stands for a person in the graph: the key in Selaras, or the row itself."""
    return row.existing.pk if row.existing else row


def node_of_boss(boss):
    """Return what stands for a supervisor, None when it is nobody who can be supervised here."""
    if boss.person:
        return boss.person.pk
    if boss.row and not boss.row.is_rejected:
        return node(boss.row)
    return None


def settle_lines(draft):
    """Reject every row of a circle of supervisors; tell whether there was any."""
    above = dict(draft.state.supervisors)
    rows = {}
    for row in draft.accepted():
        if row.kind == AssignmentKind.DEFINITIVE:
            rows[node(row)] = row
            if row.boss and (row.boss.is_outside or node_of_boss(row.boss)):
                above[node(row)] = node_of_boss(row.boss)
    found = False
    for circle in circles(above):
        members = [rows[one] for one in circle if one in rows]
        found = found or bool(members)
        names = [name_of(draft, one, rows) for one in circle]
        people = ", ".join(names[:MOST_NAMED]) + (", ..." if len(names) > MOST_NAMED else "")
        for row in members:
            row.add("supervisor_circle", "supervisor", boss_name(row), people=people)
    return found


def circles(above):
    """Yield each circle of a graph in which everybody has at most one above."""
    done = set()
    for start in above:
        path, current = {}, start
        while current is not None and current not in done and current not in path:
            path[current] = len(path)
            current = above.get(current)
        if current in path:
            yield list(path)[path[current] :]
        done.update(path)


def name_of(draft, one, rows):
    """Return the name of a member of a circle."""
    if one in rows:
        return rows[one].name
    person = draft.state.by_pk.get(one)
    return person.name if person else draft.state.names.get(one, "...")


def boss_name(row):
    """Return the name of the supervisor that a row names."""
    return row.boss.name if row.boss else ""


def drop_rejected_bosses(draft):
    """Import people whose supervisor's row was rejected without supervisor, and say so."""
    for row in draft.accepted():
        boss = row.boss
        if boss and boss.row and boss.row.is_rejected and boss.person is None:
            row.boss, row.boss_is_rejected = None, True
            row.add("supervisor_rejected", "supervisor", boss.name)
