"""URLs: hand_over."""

urlpatterns = []
