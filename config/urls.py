"""The map of the site: one include per app."""

from django.urls import include, path, register_converter

from config.converters import PublicIdConverter, TokenConverter
from config.views import component_index, ready

register_converter(PublicIdConverter, "public_id")
register_converter(TokenConverter, "token")

urlpatterns = [
    path("healthz/ready", ready, name="ready"),
    path("komponen/", component_index, name="components"),
    path("", include("appraisal.urls")),
    path("", include("accounts.urls")),
    path("kompetensi/", include("competency.urls")),
]
handler500 = "config.views.server_error"
