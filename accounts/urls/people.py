"""URLs: people."""

urlpatterns = []
