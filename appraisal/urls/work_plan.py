"""URLs: work plans."""

from django.urls import path

from appraisal.views import (
    plan_assignment,
    plan_comment,
    plan_copy,
    plan_version,
    planned_result,
    result_library,
    result_library_entry,
    work_plan,
)

urlpatterns = [
    path("skp/", work_plan.mine, name="work_plan_mine"),
    path("tim/skp/", work_plan.team, name="work_plan_team"),
    path("skp/<public_id:public_id>/", work_plan.detail, name="work_plan_detail"),
    path("skp/<public_id:public_id>/ajukan/", work_plan.propose, name="work_plan_propose"),
    path(
        "skp/<public_id:public_id>/minta-perubahan/", work_plan.give_back, name="work_plan_return"
    ),
    path("skp/<public_id:public_id>/tarik/", work_plan.take_back, name="work_plan_take_back"),
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
    path(
        "skp/<public_id:public_id>/hasil/<public_id:result>/pustaka/",
        result_library.add,
        name="result_library_add",
    ),
    path("skp/<public_id:public_id>/salin/", plan_copy.copy, name="work_plan_copy"),
    path("skp/<public_id:public_id>/bagikan/", plan_copy.share, name="work_plan_share"),
    path("skp/<public_id:public_id>/ubah/", plan_version.change, name="work_plan_change"),
    path("skp/<public_id:public_id>/urungkan/", plan_version.discard, name="work_plan_discard"),
    path(
        "skp/<public_id:public_id>/bandingkan/", plan_version.comparison, name="work_plan_compare"
    ),
    path("skp/<public_id:public_id>/komentar/", plan_comment.write, name="plan_comment_write"),
    path(
        "skp/komentar/<public_id:public_id>/selesai/",
        plan_comment.settle,
        name="plan_comment_settle",
    ),
    path(
        "skp/komentar/<public_id:public_id>/hapus/", plan_comment.remove, name="plan_comment_remove"
    ),
    path("tim/skp/beri-hasil/", plan_assignment.give, name="work_plan_give"),
    path("tim/skp/beri-hasil/tarik/", plan_assignment.take_back, name="work_plan_give_back"),
    path("pustaka-hasil/", result_library.library, name="result_library"),
    path("pustaka-hasil/tulis/", result_library_entry.write, name="result_library_write"),
    path(
        "pustaka-hasil/<public_id:public_id>/ubah/",
        result_library_entry.edit,
        name="result_library_edit",
    ),
    path(
        "pustaka-hasil/<public_id:public_id>/tarik/",
        result_library.withdraw,
        name="result_library_withdraw",
    ),
]
