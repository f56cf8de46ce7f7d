"""URLs: notices."""

urlpatterns = []
