"""The addresses of dictionary and standards."""

from django.urls import path

from competency.views import framework, standard

app_name = "competency"
urlpatterns = [
    path("", framework.dictionary, name="dictionary"),
    path("standar/", standard.standard_list, name="standard_list"),
    path("standar/<public_id:public_id>/", standard.standard_edit, name="standard_edit"),
    path("<public_id:public_id>/", framework.competency_detail, name="competency_detail"),
]
