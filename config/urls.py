"""The map of the site: one include per app."""

from django.urls import include, path

from config.views import ready

urlpatterns = [
    path("healthz/ready", ready, name="ready"),
    path("", include("appraisal.urls")),
    path("", include("accounts.urls")),
    path("kompetensi/", include("competency.urls")),
]
