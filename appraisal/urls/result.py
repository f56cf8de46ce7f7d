"""URLs: what was decided."""

from django.urls import path

from appraisal.views import result

urlpatterns = [
    path("hasil/", result.result_list, name="result_list"),
    path("hasil/<str:public_id>/", result.detail, name="result_detail"),
    path("hasil/<str:public_id>/buka/", result.deliver, name="evaluation_deliver"),
    path("hasil/<str:public_id>/buka-kembali/", result.reopen, name="evaluation_reopen"),
    path("hasil/<str:public_id>/tanggapi/", result.acknowledge, name="evaluation_acknowledge"),
    path("hasil/<str:public_id>/tutup/", result.close, name="evaluation_close"),
]
