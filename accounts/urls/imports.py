"""URLs: imports."""

urlpatterns = []
