"""URLs: the start page and how the appraisal works."""

from django.urls import path

from appraisal.views import history, home, how_it_works

urlpatterns = [
    path("", home.home, name="home"),
    path("riwayat/", history.history, name="history"),
    path("cara-kerja/", how_it_works.how_it_works, name="how_it_works"),
]
