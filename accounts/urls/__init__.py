"""The addresses of the ground floor."""

from accounts.urls import imports, notices, people, sign_in

app_name = "accounts"
urlpatterns = [
    *sign_in.urlpatterns,
    *people.urlpatterns,
    *imports.urlpatterns,
    *notices.urlpatterns,
]
