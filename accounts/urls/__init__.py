"""The addresses of the ground floor."""

from accounts.urls import (
    delegation,
    imports,
    notices,
    org_unit,
    people,
    sign_in,
    supervisor_correction,
)

app_name = "accounts"
urlpatterns = [
    *sign_in.urlpatterns,
    *people.urlpatterns,
    *org_unit.urlpatterns,
    *delegation.urlpatterns,
    *supervisor_correction.urlpatterns,
    *imports.urlpatterns,
    *notices.urlpatterns,
]
