"""URLs: home."""

urlpatterns = []
