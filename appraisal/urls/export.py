"""URLs: tables that HR takes out."""

from django.urls import path

from appraisal.views import export

urlpatterns = [
    path("keluaran/", export.export_list, name="export_list"),
    path("keluaran/<public_id:public_id>/lagi/", export.export_again, name="export_again"),
]
