"""URLs: the change history."""

from django.urls import path

from appraisal.views import audit

urlpatterns = [
    path("jejak/", audit.audit_search, name="audit_search"),
    path("jejak/periksa/", audit.audit_check, name="audit_check"),
    path("jejak/tabel/", audit.audit_export, name="audit_export"),
]
