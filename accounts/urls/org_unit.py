"""URLs: changes of the tree of units."""

from django.urls import path

from accounts.views import org_unit_edit

urlpatterns = [
    path("unit/tambah/", org_unit_edit.org_unit_add, name="org_unit_add"),
    path("unit/<public_id:public_id>/nama/", org_unit_edit.org_unit_rename, name="org_unit_rename"),
    path("unit/<public_id:public_id>/pindah/", org_unit_edit.org_unit_move, name="org_unit_move"),
    path("unit/<public_id:public_id>/akhiri/", org_unit_edit.org_unit_end, name="org_unit_end"),
    path(
        "unit/<public_id:public_id>/tarik/",
        org_unit_edit.org_unit_withdraw,
        name="org_unit_withdraw",
    ),
]
