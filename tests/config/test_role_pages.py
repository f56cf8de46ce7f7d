"""What each role is offered opens, and a page that is closed keeps the way out."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from config.navigation import HR_SIDE
from tests.factories.accounts import actor_for, grant_role, make_employee
from tests.factories.appraisal import make_cycle

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.HR_ADMIN, Role.HR_OPERATOR])
def test_hr_may_open_everything_in_the_menu(office, client, role):
    make_cycle(office.dewi, units=[office.agency])
    grant_role(office.citra, role, office.agency)
    client.force_login(office.citra)

    page = client.get(reverse("accounts:employee_list")).content.decode()
    offered = [url for name, *_rest in HR_SIDE if f'href="{(url := reverse(name))}"' in page]

    assert [client.get(url, follow=True).status_code for url in offered] == [200] * len(offered)
    assert (reverse("accounts:role_grant_list") in offered) == (role == Role.HR_ADMIN)


def test_closed_page_keeps_the_navigation(client, ani):
    client.force_login(ani)

    response = client.get(reverse("accounts:role_grant_list"))

    assert response.status_code == 403
    assert f'href="{reverse("appraisal:work_plan_mine")}"' in response.content.decode()


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.LEADER, 'href="/gambaran/"'),
        (Role.ASSESSMENT_TEAM, "Anda anggota tim penilai. Belum ada tugas untuk Anda saat ini"),
        (Role.AUDITOR, 'href="/jejak/"'),
    ],
)
def test_home_leads_each_role_on(client, office, role, expected):
    watcher = make_employee("Wati Pemeriksa")
    grant_role(watcher, role, office.agency)
    client.force_login(watcher)

    assert expected in client.get("/").content.decode()
    assert not actor_for(watcher).is_hr
