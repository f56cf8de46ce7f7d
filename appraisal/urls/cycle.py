"""URLs: cycle."""

urlpatterns = []
