"""URLs: the work log."""

from django.urls import path

from appraisal.views import progress_entry

urlpatterns = [
    path("catatan/", progress_entry.log, name="progress_list"),
    path("catatan/tambah/", progress_entry.add, name="progress_add"),
    path("catatan/<public_id:public_id>/", progress_entry.edit, name="progress_edit"),
    path("catatan/<public_id:public_id>/hapus/", progress_entry.remove, name="progress_remove"),
    path(
        "catatan/<public_id:public_id>/urungkan/", progress_entry.restore, name="progress_restore"
    ),
    path("catatan/<public_id:public_id>/berkas/", progress_entry.file, name="progress_file"),
]
