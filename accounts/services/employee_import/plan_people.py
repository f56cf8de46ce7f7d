"""Plan the people: who they are, and which facts about them change."""

from django.utils.dateparse import parse_date

from accounts.choices import AssignmentKind, EmployeeKind, EmploymentKind
from accounts.queries.employee import accounts_managed_by
from accounts.rules.nip import parse_nip
from accounts.rules.ranks import RANKS
from accounts.services.employee_import.plan_posts import unit_of
from accounts.services.employee_import.state import PERSON_FIELDS

ACCOUNT_FIELDS = ("email", "kind")  # with them goes the account
DATES = {"rank_since_date", "birth_date"}


def recognise(draft):
    """Match rows with people in Selaras; the second row of a person is rejected."""
    rows_by_person, rows_by_email = {}, {}
    managed = accounts_in_hand(draft)
    for row in draft.people:
        email = row.data.get("email", "").lower()
        is_official = row.data.get("kind") == EmployeeKind.OFFICIAL
        key = email if is_official else row.data.get("nip")
        known = draft.state.by_email if is_official else draft.state.by_nip
        row.existing = known.get(key) if key else None
        if key and key in rows_by_person:
            first = rows_by_person[key]
            row.add(
                "repeated",
                "email" if is_official else "nip",
                key,
                row=first.number,
                sheet=first.sheet,
            )
            continue
        rows_by_person[key] = row
        check_email(draft, row, email, rows_by_email)
        if row.existing:
            check_person_scope(draft, row)
            check_account(row, managed)


def accounts_in_hand(draft):
    """Return the people of the file (primary keys) whose account the actor manages."""
    people = accounts_managed_by(draft.actor).filter(pk__in=draft.state.by_pk)
    return set(people.values_list("pk", flat=True))


def check_email(draft, row, email, seen):
    """Reject an e-mail address that somebody else has."""
    if not email:
        return
    owner = draft.state.by_email.get(email)
    kind = row.data.get("kind", EmployeeKind.ASN)
    of_other_kind = row.existing is not None and row.existing.fields["kind"] != kind
    if email in seen:
        row.add("email_repeated", "email", email, row=seen[email].number)
    elif owner and (owner is not row.existing or of_other_kind):
        row.add("email_taken", "email", email)
    seen.setdefault(email, row)


def check_person_scope(draft, row):
    """Reject a person who works in a unit of other administrators, or, to those of a part, nowhere."""
    posts = row.existing.posts.values()
    units = [draft.state.units_by_pk[post.unit_pk] for post in posts]
    if not units and not draft.actor.is_hr_of_everything:
        row.add("person_without_post", "nip", row.data.get("nip", ""))
    elif not all(draft.in_scope(unit) for unit in units):
        row.add("person_outside", "nip", row.data.get("nip", ""))
    if not row.existing.is_active:
        row.add("account_closed", "nip", row.data.get("nip", ""))


def check_account(row, managed):
    """Reject a change of what leads to an account that is not in the actor's hands."""
    if row.existing.pk in managed:
        return
    for name in ACCOUNT_FIELDS:
        if name in row.data and differs(name, row.existing.fields[name], row.data[name]):
            row.add("account_outside", name, row.data[name])


def complete(draft):
    """Fill in what the NIP tells, guess what is missing, and compare what stands there with it."""
    for row in draft.accepted():
        if row.data.get("nip"):
            complete_from_nip(row, parse_nip(row.data["nip"]))
        check_rank(row)
        check_days(draft, row)
        if row.head_is_guess:
            row.add("guess_head", "is_head", row.position.name, unit=unit_of(draft, row).name)


def complete_from_nip(row, nip):
    """Compare employment, date of birth and sex with the NIP; a new person gets what is missing."""
    data = row.data
    if "employment_kind" in data and data["employment_kind"].startswith("PPPK") != (
        nip.kind == "PPPK"
    ):
        row.add("employment_differs", "employment_kind", data["employment_kind"], kind=nip.kind)
    if data.get("birth_date") and data["birth_date"] != nip.birth_date.isoformat():
        row.add(
            "birth_date_differs", "birth_date", data["birth_date"], day=nip.birth_date.isoformat()
        )
    if data.get("sex") and data["sex"] != nip.sex:
        row.add("sex_differs", "sex", data["sex"])
    if row.existing:
        return
    row.field_changes = {"birth_date": nip.birth_date, "sex": nip.sex, "employment_kind": nip.kind}
    if "employment_kind" not in data:
        row.add("guess_employment", "employment_kind", data["nip"], kind=nip.kind)


def check_rank(row):
    """Compare the rank with the employment."""
    employment = row.data.get("employment_kind") or row.field_changes.get("employment_kind")
    rank = row.data.get("rank")
    if rank and employment:
        is_contract = employment in (EmploymentKind.PPPK, EmploymentKind.PPPK_PART_TIME)
        if (rank in RANKS) == is_contract:
            row.add("rank_of_others", "rank", rank, kind=employment)


def check_days(draft, row):
    """Compare the days since which rank and post are held with the appointment and the import."""
    nip = parse_nip(row.data["nip"]) if row.data.get("nip") else None
    for name in ("rank_since_date", "position_since_date"):
        held = parse_date(row.data.get(name, "")) if name in row.data else None
        if held and held > draft.effective_date:
            row.add("date_ahead", name, row.data[name])
        elif (
            held
            and nip
            and (held.year, held.month) < (nip.appointed_year, nip.appointed_month or 1)
        ):
            row.add("date_before_service", name, row.data[name])


def compare_fields(row):
    """Note which facts about the person change."""
    now = row.existing.fields if row.existing else {}
    for name in PERSON_FIELDS:
        if name in row.data and name != "functional_grade":  # the grade belongs to the position
            value = row.data[name]
            row.field_changes[name] = parse_date(value) if name in DATES else value
    if row.post_step and row.kind == AssignmentKind.DEFINITIVE:
        row.field_changes["functional_grade"] = row.position.grade
    if row.existing:
        row.field_changes = {
            name: value
            for name, value in row.field_changes.items()
            if differs(name, now[name], value)
        }
    for name, value in sorted(row.field_changes.items()):
        if value not in ("", None) or row.existing:
            row.changes.append([name, shown(now.get(name)), shown(value)])


def differs(name, now, value):
    """Tell whether a fact changes; capitals alone are no change of a name, nor of an address."""
    if name == "email" or (name == "name" and str(value).isupper()):
        return str(now).lower() != value.lower()
    return (now or "") != (value or "")


def shown(value):
    """Return a fact as it is stored with the row."""
    return value.isoformat() if hasattr(value, "isoformat") else value or ""
