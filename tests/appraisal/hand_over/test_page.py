"""The page that changes a supervisor, and the one that says what moved."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import ReportingLine
from tests.factories.accounts import make_assignment, make_employee
from tests.factories.appraisal import make_cycle, make_evaluation, make_work_plan


def address(person, name="hand_over"):
    """Return the address of a person's page."""
    return reverse(f"appraisal:{name}", args=[person.public_id])


def post(client, person, **fields):
    """Post the form."""
    values = {
        "supervisor": "Citra Dewanti",
        "from_date": timezone.localdate().isoformat(),
        "reason": "Rotasi jabatan",
    }
    return client.post(address(person), values | fields)


def test_form_knows_the_chain_of_today_and_who_is_likely(client, office):
    client.force_login(office.dewi)

    page = client.get(address(office.ani))

    assert page.context["chain"] == [office.budi, office.farid]
    assert list(page.context["suggestions"]) == [office.farid]


@pytest.mark.parametrize("typed", ["nip", "spaced", "email", "name"])
def test_supervisor_is_found_by_nip_e_mail_or_name(client, office, typed):
    citra = office.citra
    nip = citra.nip
    words = {
        "nip": nip,
        "spaced": f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}",
        "email": citra.email.upper(),
        "name": " citra  dewanti ",
    }
    client.force_login(office.dewi)

    response = post(client, office.ani, supervisor=words[typed])

    assert response.url == address(office.ani, "hand_over_done")
    today = timezone.localdate()
    line = ReportingLine.objects.in_force(today).get(employee=office.ani)
    assert line.supervisor == citra


def test_page_afterwards_lists_what_moved(client, office):
    cycle = make_cycle(office.dewi)
    plan = make_work_plan(
        cycle, office.assignments.ani, supervisor=office.budi, superior=office.farid
    )
    evaluation = make_evaluation(plan)
    client.force_login(office.dewi)

    post(client, office.ani)
    page = client.get(address(office.ani, "hand_over_done"))

    moved = page.context["moved"]
    assert (moved.old, moved.new) == (office.budi, office.citra)
    assert (moved.plans, moved.evaluations, moved.kept) == ([plan], [evaluation], [])
    assert "Penilaian kinerja 2026" in page.text


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"supervisor": "Bukan Siapa-siapa"}, "supervisor"),
        ({"supervisor": ""}, "supervisor"),
        ({"supervisor": "Ani Lestari"}, "supervisor"),
        ({"supervisor": "Budi Santoso"}, "supervisor"),
        ({"is_outside": "on"}, "is_outside"),
        ({"from_date": "2019-01-01"}, "from_date"),
        ({"from_date": "31/02/2026"}, "from_date"),
        ({"reason": ""}, "reason"),
    ],
)
def test_refusal_stands_at_its_field_and_keeps_every_word(client, office, fields, error):
    client.force_login(office.dewi)

    response = post(client, office.ani, **fields)

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [error]
    assert {name: form[name].value() for name in fields if name != "is_outside"} == {
        name: value for name, value in fields.items() if name != "is_outside"
    }


def test_empty_form_names_all_that_is_missing_at_once(client, office):
    client.force_login(office.dewi)

    page = post(client, office.ani, supervisor="", reason="")

    assert (page.status_code, sorted(page.context["form"].errors)) == (
        422,
        ["reason", "supervisor"],
    )


def test_circle_is_refused_in_words_that_help(client, office):
    client.force_login(office.dewi)

    response = post(client, office.budi, supervisor="Ani Lestari")

    assert "Ubah dulu garis pelaporan itu" in response.text


@pytest.mark.parametrize("name", ["hand_over", "hand_over_done"])
def test_others_have_no_business_here(client, office, name):
    answers = {}
    for person in (office.ani, office.budi, office.eko):
        client.force_login(person)
        answers[person.name] = client.get(address(office.ani, name)).status_code

    assert answers == {"Ani Lestari": 403, "Budi Santoso": 403, "Eko Prasetyo": 404}


def test_nothing_changed_yet_has_no_page_afterwards(client, office):
    client.force_login(office.dewi)

    assert client.get(address(office.ani, "hand_over_done")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_page_afterwards_asks_the_same_number_of_questions(
    client, office, django_assert_num_queries, rows
):
    cycle = make_cycle(office.dewi)
    for _number in range(rows):
        post_of = make_assignment(make_employee(), office.dinas, supervisor=office.ani)
        make_work_plan(cycle, post_of, supervisor=office.ani, superior=office.budi)
    client.force_login(office.dewi)
    post(client, office.ani)

    with django_assert_num_queries(12):
        page = client.get(address(office.ani, "hand_over_done"))

    assert len(page.context["moved"].plans) == rows
