"""URLs: work_plan."""

urlpatterns = []
