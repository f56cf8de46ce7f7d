"""URLs: the start page and how the appraisal works."""

from django.urls import path

from appraisal.views import home, how_it_works

urlpatterns = [
    path("", home.home, name="home"),
    path("cara-kerja/", how_it_works.how_it_works, name="how_it_works"),
]
