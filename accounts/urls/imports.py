"""URLs: imports."""

from django.urls import path

from accounts.views import imports

urlpatterns = [
    path("impor/", imports.import_list, name="import_list"),
    path("impor/unggah/", imports.import_upload, name="import_upload"),
    path("impor/templat/", imports.import_template, name="import_template"),
    path("impor/<public_id:public_id>/", imports.import_detail, name="import_detail"),
    path("impor/<public_id:public_id>/baca/", imports.import_read, name="import_read"),
    path("impor/<public_id:public_id>/terapkan/", imports.import_apply, name="import_apply"),
    path("impor/<public_id:public_id>/ditolak/", imports.import_rejected, name="import_rejected"),
]
