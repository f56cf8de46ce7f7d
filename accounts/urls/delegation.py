"""URLs: delegations."""

from django.urls import path

from accounts.views import delegation

urlpatterns = [
    path("delegasi/", delegation.delegation_list, name="delegation_list"),
    path(
        "delegasi/<public_id:public_id>/cabut/",
        delegation.delegation_withdraw,
        name="delegation_withdraw",
    ),
    path(
        "pegawai/<public_id:public_id>/delegasi/",
        delegation.employee_delegation,
        name="employee_delegation",
    ),
]
