"""URLs: result."""

urlpatterns = []
