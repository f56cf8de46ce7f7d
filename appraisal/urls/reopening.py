"""URLs: a released result is opened again by two persons."""

from django.urls import path

from appraisal.views import reopening

HERE = "buka-kembali/<public_id:public_id>/"
urlpatterns = [
    path("hasil/<public_id:public_id>/minta-buka-kembali/", reopening.ask, name="reopening_ask"),
    path(HERE, reopening.detail, name="reopening_detail"),
    path(f"{HERE}tarik/", reopening.withdraw, name="reopening_withdraw"),
]
