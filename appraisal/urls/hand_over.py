"""URLs: change of supervisor, and reports that the recorded one is wrong."""

from django.urls import path

from appraisal.views import hand_over, supervisor_correction

urlpatterns = [
    path("pegawai/<public_id:public_id>/atasan/", hand_over.hand_over, name="hand_over"),
    path(
        "pegawai/<public_id:public_id>/atasan/selesai/",
        hand_over.hand_over_done,
        name="hand_over_done",
    ),
    path(
        "laporan-atasan/<public_id:public_id>/betulkan/",
        supervisor_correction.correction_confirm,
        name="correction_confirm",
    ),
]
