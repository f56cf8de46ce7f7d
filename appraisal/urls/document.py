"""URLs: document."""

urlpatterns = []
