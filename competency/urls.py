"""The addresses of dictionary and standards."""

from django.urls import path

from competency.views import competency, framework, job_position, position_standard, standard

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
    path("standar/<public_id:public_id>/", standard.standard_edit, name="standard_edit"),
    path("teknis/tambah/", competency.competency_add, name="competency_add"),
    path("<public_id:public_id>/ubah/", competency.competency_edit, name="competency_edit"),
    path("<public_id:public_id>/hentikan/", competency.competency_retire, name="competency_retire"),
    path("<public_id:public_id>/", framework.competency_detail, name="competency_detail"),
]
