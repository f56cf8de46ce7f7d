"""URLs: change of supervisor."""

from django.urls import path

from appraisal.views import hand_over

urlpatterns = [
    path("pegawai/<public_id:public_id>/atasan/", hand_over.hand_over, name="hand_over"),
    path(
        "pegawai/<public_id:public_id>/atasan/selesai/",
        hand_over.hand_over_done,
        name="hand_over_done",
    ),
]
