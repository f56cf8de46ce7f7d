"""URLs: reports "this is not my supervisor"."""

from django.urls import path

from accounts.views import supervisor_correction as correction

urlpatterns = [
    path("akun/bukan-atasan-saya/", correction.correction_report, name="correction_report"),
    path(
        "akun/bukan-atasan-saya/<public_id:public_id>/tarik/",
        correction.correction_withdraw,
        name="correction_withdraw",
    ),
    path("laporan-atasan/", correction.correction_list, name="correction_list"),
    path(
        "laporan-atasan/<public_id:public_id>/",
        correction.correction_detail,
        name="correction_detail",
    ),
]
