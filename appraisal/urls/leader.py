"""URLs: the overview of leaders."""

from django.urls import path

from appraisal.views import leader

urlpatterns = [path("gambaran/", leader.leader_overview, name="leader_overview")]
