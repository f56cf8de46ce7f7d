"""URLs: sign_in."""

urlpatterns = []
