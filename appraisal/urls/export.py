"""URLs: tables that HR takes out."""

from django.urls import path

from appraisal.views import export

urlpatterns = [path("keluaran/", export.export_list, name="export_list")]
