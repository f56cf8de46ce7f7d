"""The map of the site: one include per app."""

from django.urls import include, path

from config.views import component_index, ready

urlpatterns = [
    path("healthz/ready", ready, name="ready"),
    path("komponen/", component_index, name="components"),
    path("", include("appraisal.urls")),
    path("", include("accounts.urls")),
    path("kompetensi/", include("competency.urls")),
]
