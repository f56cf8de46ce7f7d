"""URLs: imports."""

from django.urls import path

from accounts.views import import_columns, import_undo, imports

urlpatterns = [
    path("impor/", imports.import_list, name="import_list"),
    path("impor/unggah/", imports.import_upload, name="import_upload"),
    path("impor/templat/", imports.import_template, name="import_template"),
    path("impor/<public_id:public_id>/", imports.import_detail, name="import_detail"),
    path(
        "impor/<public_id:public_id>/kolom/", import_columns.import_columns, name="import_columns"
    ),
    path("impor/<public_id:public_id>/judul/", import_columns.import_header, name="import_header"),
    path("impor/<public_id:public_id>/baca/", imports.import_read, name="import_read"),
    path("impor/<public_id:public_id>/terapkan/", imports.import_apply, name="import_apply"),
    path("impor/<public_id:public_id>/batalkan/", import_undo.import_undo, name="import_undo"),
    path("impor/<public_id:public_id>/buang/", imports.import_discard, name="import_discard"),
    path("impor/<public_id:public_id>/dari-awal/", imports.import_anew, name="import_anew"),
    path("impor/<public_id:public_id>/ditolak/", imports.import_rejected, name="import_rejected"),
]
