"""The addresses of dictionary and standards."""

app_name = "competency"
urlpatterns = []
