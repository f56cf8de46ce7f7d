"""The addresses of dictionary and standards."""

from django.urls import path

from competency.views import framework, position_standard, standard

app_name = "competency"
urlpatterns = [
    path("", framework.dictionary, name="dictionary"),
    path("standar/", standard.standard_list, name="standard_list"),
    path("standar/jabatan/", position_standard.position_list, name="position_standard_list"),
    path(
        "standar/jabatan/<public_id:public_id>/",
        position_standard.position_standard_edit,
        name="position_standard_edit",
    ),
    path("standar/<public_id:public_id>/", standard.standard_edit, name="standard_edit"),
    path("<public_id:public_id>/", framework.competency_detail, name="competency_detail"),
]
