"""URLs: work plans."""

from django.urls import path

from appraisal.views import planned_result, work_plan

urlpatterns = [
    path("skp/", work_plan.mine, name="work_plan_mine"),
    path("tim/skp/", work_plan.team, name="work_plan_team"),
    path("skp/<public_id:public_id>/", work_plan.detail, name="work_plan_detail"),
    path("skp/<public_id:public_id>/ajukan/", work_plan.propose, name="work_plan_propose"),
    path(
        "skp/<public_id:public_id>/minta-perubahan/", work_plan.give_back, name="work_plan_return"
    ),
    path("skp/<public_id:public_id>/setujui/", work_plan.agree, name="work_plan_agree"),
    path(
        "skp/<public_id:public_id>/ekspektasi/",
        work_plan.expectations,
        name="work_plan_expectations",
    ),
    path("skp/<public_id:public_id>/hasil/tambah/", planned_result.add, name="planned_result_add"),
    path(
        "skp/<public_id:public_id>/hasil/<public_id:result>/",
        planned_result.edit,
        name="planned_result_edit",
    ),
    path(
        "skp/<public_id:public_id>/hasil/<public_id:result>/hapus/",
        planned_result.remove,
        name="planned_result_remove",
    ),
    path(
        "skp/<public_id:public_id>/hasil/<public_id:result>/pindah/",
        planned_result.move,
        name="planned_result_move",
    ),
]
