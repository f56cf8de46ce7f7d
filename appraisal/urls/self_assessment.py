"""URLs: self_assessment."""

urlpatterns = []
