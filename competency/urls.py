"""The addresses of dictionary and standards."""

from django.urls import path

from competency.views import (
    competency,
    framework,
    job_position,
    position_standard,
    standard,
    standard_end,
    standard_import,
)

app_name = "competency"
urlpatterns = [
    path("", framework.dictionary, name="dictionary"),
    path("standar/", standard.standard_list, name="standard_list"),
    path("standar/jabatan/", job_position.position_list, name="position_standard_list"),
    path("standar/jabatan/tetapkan/", job_position.bulk_standard, name="bulk_standard"),
    path("standar/jabatan/ubah/", job_position.position_edit, name="position_edit"),
    path(
        "standar/jabatan/<public_id:public_id>/",
        position_standard.position_standard_edit,
        name="position_standard_edit",
    ),
    path("standar/impor/", standard_import.standard_import_list, name="standard_import_list"),
    path(
        "standar/impor/templat/",
        standard_import.standard_import_template,
        name="standard_import_template",
    ),
    path(
        "standar/impor/<public_id:public_id>/",
        standard_import.standard_import_detail,
        name="standard_import_detail",
    ),
    path(
        "standar/impor/<public_id:public_id>/baca-lagi/",
        standard_import.standard_import_read,
        name="standard_import_read",
    ),
    path(
        "standar/impor/<public_id:public_id>/terapkan/",
        standard_import.standard_import_apply,
        name="standard_import_apply",
    ),
    path(
        "standar/impor/<public_id:public_id>/ditolak/",
        standard_import.standard_import_rejected,
        name="standard_import_rejected",
    ),
    path("standar/<public_id:public_id>/", standard.standard_edit, name="standard_edit"),
    path("standar/<public_id:public_id>/akhiri/", standard_end.standard_end, name="standard_end"),
    path(
        "standar/<public_id:public_id>/lanjutkan/",
        standard_end.standard_resume,
        name="standard_resume",
    ),
    path("teknis/tambah/", competency.competency_add, name="competency_add"),
    path(
        "teknis/draf/<public_id:public_id>/buang/",
        competency.competency_draft_discard,
        name="competency_draft_discard",
    ),
    path("<public_id:public_id>/ubah/", competency.competency_edit, name="competency_edit"),
    path("<public_id:public_id>/hentikan/", competency.competency_retire, name="competency_retire"),
    path("<public_id:public_id>/", framework.competency_detail, name="competency_detail"),
]
