"""HR enters one employee by hand: a new one, and a change from a day on; and takes it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import ImportKind, Role
from accounts.models import (
    Assignment,
    AuditEvent,
    Employee,
    ImportBatch,
    JobPosition,
    ReportingLine,
)
from tests.factories.accounts import grant_role, make_nip
from tests.factories.appraisal import make_cycle, make_evaluation, make_work_plan


def new_person(office, **fields):
    """Return what HR types about a new employee."""
    return {
        "kind": "asn",
        "nip": make_nip(),
        "name": "Gita Maharani",
        "title_after": "S.Kom.",
        "effective_date": timezone.localdate().isoformat(),
        "org_unit": office.dinas.public_id,
        "job_position": "Analis Kebijakan",
        "functional_grade": "AHLI_MUDA",
        "supervisor": "Budi Santoso",
        "rank": "III/a",
        **fields,
    }


def change(office, **fields):
    """Return what HR types about a move to another post."""
    return {
        "effective_date": timezone.localdate().isoformat(),
        "org_unit": office.elsewhere.public_id,
        "job_position": "Analis Kebijakan",
        "functional_grade": "AHLI_MUDA",
        "supervisor": "Eko Prasetyo",
        "rank": "III/c",
        **fields,
    }


def send(client, address, fields):
    """Send a form, look at the preview, and save it; return the page afterwards."""
    preview = client.post(address, fields)
    assert preview.status_code == 302, preview.context["form"].errors
    saved = client.post(preview.url)
    return client.get(saved.url)


ADD = reverse("appraisal:employee_add")


def change_of(person):
    """Return the address of the form for somebody who is here."""
    return reverse("appraisal:employee_change", args=[person.public_id])


def test_new_employee_has_post_supervisor_and_facts_from_the_nip(client, office):
    client.force_login(office.dewi)

    page = send(client, ADD, new_person(office))

    gita = Employee.objects.get(name="Gita Maharani")
    post = Assignment.objects.select_related("job_position").get(employee=gita)
    line = ReportingLine.objects.get(employee=gita)
    assert (post.org_unit, post.job_position.name) == (office.dinas, "Analis Kebijakan")
    assert (line.supervisor, gita.sex, gita.employment_kind) == (office.budi, "M", "PNS")
    assert not gita.has_usable_password()
    assert page.context["employee"] == gita
    assert "employee_added" in actions_about(gita)


def test_position_with_its_grade_in_the_name_is_the_one_that_is_there(client, office):
    """Typed with the grade at the end, the position of the catalogue is found, not written twice."""
    there = JobPosition.objects.create(
        name="Auditor", kind="FUNCTIONAL", functional_grade="AHLI_PERTAMA"
    )
    client.force_login(office.dewi)

    for name, grade in (("Gita", ""), ("Hana", "AHLI_PERTAMA")):
        words = {"job_position": "Auditor Ahli Pertama", "functional_grade": grade}
        send(client, ADD, new_person(office, name=name, **words))

    held = Assignment.objects.filter(employee__name__in=["Gita", "Hana"])
    assert [post.job_position for post in held] == [there, there]


def actions_about(person):
    """Return what the audit trail says about a person."""
    events = AuditEvent.objects.filter(subject_id=person.public_id)
    return list(events.order_by("pk").values_list("action", flat=True))


def test_preview_writes_nothing(client, office):
    client.force_login(office.dewi)

    preview = client.get(client.post(ADD, new_person(office)).url)

    assert preview.context["row"].title == "Gita Maharani"
    assert not Employee.objects.filter(name="Gita Maharani").exists()


def test_preview_leads_back_to_the_form_with_every_word(client, office):
    client.force_login(office.dewi)
    entry = client.post(ADD, new_person(office)).url.rstrip("/").rpartition("/")[2]

    form = client.get(f"{ADD}?ubah={entry}").context["form"]

    assert (form["name"].value(), form["supervisor"].value()) == ("Gita Maharani", "Budi Santoso")


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"nip": "123"}, "nip"),
        ({"nip": ""}, "nip"),
        ({"name": ""}, "name"),
        ({"org_unit": ""}, "org_unit"),
        ({"job_position": ""}, "job_position"),
        ({"supervisor": "Bukan Siapa-siapa"}, "supervisor"),
        ({"is_outside": "on"}, "is_outside"),
        ({"effective_date": "2077-01-01"}, "effective_date"),
        ({"email": "bukan alamat"}, "email"),
        ({"kind": "pejabat", "nip": ""}, "email"),
        ({"job_position": "Auditor Ahli Pertama"}, "functional_grade"),
    ],
)
def test_fault_stands_at_its_field_and_every_word_is_kept(client, office, fields, faulty):
    client.force_login(office.dewi)

    page = client.post(ADD, new_person(office, **fields))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [faulty]
    assert page.context["form"]["title_after"].value() == "S.Kom."
    assert ImportBatch.objects.count() == 0


def test_known_nip_is_not_added_twice_but_would_change(client, office):
    client.force_login(office.dewi)

    page = client.post(ADD, new_person(office, nip=office.ani.nip, name=office.ani.name))

    assert client.get(page.url).context["row"].is_new is False


def test_part_of_a_name_offers_whom_it_may_mean(client, office):
    client.force_login(office.dewi)
    fields = new_person(office, supervisor="budi")

    page = client.post(ADD, fields)
    offered = page.context["form"].fields["supervisor"].widget.people
    chosen = {"supervisor-offered": "budi", "supervisor-chosen": office.budi.public_id}
    again = client.post(ADD, fields | chosen)

    assert (page.status_code, offered) == (422, [office.budi])
    assert again.status_code == 302


def test_choice_for_another_text_does_not_count(client, office):
    client.force_login(office.dewi)
    chosen = {"supervisor-offered": "budi", "supervisor-chosen": office.budi.public_id}

    page = client.post(ADD, new_person(office, supervisor="citra", **chosen))

    assert page.context["form"].fields["supervisor"].widget.people == [office.citra]


def test_move_ends_the_post_and_begins_the_next(client, office):
    client.force_login(office.dewi)

    send(client, change_of(office.ani), change(office))

    today = timezone.localdate()
    old, new = Assignment.objects.filter(employee=office.ani).order_by("from_date")
    line = ReportingLine.objects.in_force(today).get(employee=office.ani)
    assert (old.until_date, new.from_date) == (today - timedelta(days=1), today)
    assert (new.org_unit, line.supervisor) == (office.elsewhere, office.eko)
    assert "employee_moved" in actions_about(office.ani)


def test_new_supervisor_takes_the_open_records_along(client, office):
    plan = make_work_plan(make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)
    client.force_login(office.dewi)

    fields = change(office, org_unit=office.dinas.public_id, supervisor="Citra Dewanti")
    send(client, change_of(office.ani), fields)

    evaluation.refresh_from_db()
    assert evaluation.supervisor == office.citra


def test_records_of_the_former_post_stay_with_its_supervisor(client, office):
    plan = make_work_plan(make_cycle(office.dewi), office.assignments.ani, supervisor=office.budi)
    evaluation = make_evaluation(plan)
    client.force_login(office.dewi)

    send(client, change_of(office.ani), change(office))

    evaluation.refresh_from_db()
    assert evaluation.supervisor == office.budi


def test_nothing_different_is_refused(client, office):
    client.force_login(office.dewi)
    fields = change(office, org_unit=office.dinas.public_id, supervisor="")

    page = client.post(change_of(office.ani), fields)

    assert (page.status_code, page.context["form"].non_field_errors()) == (
        422,
        ["Tidak ada yang berubah: semuanya sudah seperti itu."],
    )


def test_data_that_changed_since_the_preview_is_not_overwritten(client, office):
    client.force_login(office.dewi)
    preview = client.post(change_of(office.ani), change(office))
    Assignment.objects.filter(employee=office.ani).update(org_unit=office.elsewhere)

    client.post(preview.url)

    assert Assignment.objects.filter(employee=office.ani).count() == 1


def test_entry_is_taken_back_within_a_day(client, office):
    client.force_login(office.dewi)
    page = send(client, change_of(office.ani), change(office))
    entry = page.context["entry"]

    client.post(reverse("appraisal:entry_undo", args=[entry.public_id]))

    post = Assignment.objects.get(employee=office.ani)
    assert (post.org_unit, post.until_date) == (office.dinas, None)


def test_added_employee_who_signed_in_is_named_instead_of_removed(client, office):
    client.force_login(office.dewi)
    entry = send(client, ADD, new_person(office)).context["entry"]
    Employee.objects.filter(name="Gita Maharani").update(last_login=timezone.now())

    client.post(reverse("appraisal:entry_undo", args=[entry.public_id]))
    page = client.get(reverse("appraisal:entry_detail", args=[entry.public_id]))

    assert Employee.objects.filter(name="Gita Maharani").exists()
    assert [one["who"] for one in page.context["obstacles"]] == ["Gita Maharani"]


@pytest.mark.parametrize("person", ["ani", "budi"])
def test_only_hr_enters_employees(client, office, person):
    client.force_login(getattr(office, person))

    answers = [client.get(ADD).status_code, client.get(change_of(office.citra)).status_code]

    assert answers[0] == 403
    assert answers[1] in (403, 404)


def test_hr_of_a_unit_puts_nobody_into_another_unit(client, office):
    grant_role(office.citra, Role.HR_ADMIN, office.dinas)
    client.force_login(office.citra)

    page = client.post(ADD, new_person(office, org_unit=office.elsewhere.public_id))

    assert list(page.context["form"].errors) == ["org_unit"]


def test_nobody_records_a_change_about_oneself(client, office):
    client.force_login(office.dewi)

    assert client.get(change_of(office.dewi)).status_code == 403


def test_entries_are_no_imports_on_the_list_of_imports(client, office):
    client.force_login(office.dewi)
    send(client, ADD, new_person(office))

    page = client.get(reverse("accounts:import_list"))

    assert list(page.context["page"]) == []
    assert ImportBatch.objects.get().kind == ImportKind.BY_HAND
