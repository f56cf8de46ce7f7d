"""URLs: what was decided."""

from django.urls import path

from appraisal.views import ask_reopen, result

urlpatterns = [
    path("hasil/", result.result_list, name="result_list"),
    path("tim/hasil/", result.team_results, name="team_results"),
    path("hasil/<public_id:public_id>/", result.detail, name="result_detail"),
    path("hasil/<public_id:public_id>/buka/", result.deliver, name="evaluation_deliver"),
    path("hasil/<public_id:public_id>/buka-kembali/", result.reopen, name="evaluation_reopen"),
    path(
        "hasil/<public_id:public_id>/minta-dibuka/", ask_reopen.ask_hr, name="evaluation_ask_reopen"
    ),
    path("hasil/<public_id:public_id>/tetap/", ask_reopen.keep, name="evaluation_keep_decided"),
    path(
        "hasil/<public_id:public_id>/tanggapi/", result.acknowledge, name="evaluation_acknowledge"
    ),
    path("hasil/<public_id:public_id>/tanggapan/", result.answer, name="result_answer"),
    path("hasil/<public_id:public_id>/tutup/", result.close, name="evaluation_close"),
]
