"""URLs: people who join a running cycle, and people who need more time."""

from django.urls import path

from appraisal.views import extension_help, late_joiner

urlpatterns = [
    path("siklus/<public_id:public_id>/menyusul/", late_joiner.late_joiners, name="late_joiners"),
    path(
        "skp/<public_id:public_id>/minta-perpanjangan/",
        extension_help.plan_extension_ask,
        name="plan_extension_ask",
    ),
    path(
        "penilaian/<public_id:public_id>/minta-perpanjangan/",
        extension_help.evaluation_extension_ask,
        name="evaluation_extension_ask",
    ),
]
