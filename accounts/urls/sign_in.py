"""URLs: sign-in, passwords, one's own account."""

from django.urls import path

from accounts.views import access, password, profile, session, sign_in

urlpatterns = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("sesi/", session.session_left, name="session_left"),
    path("masuk-pertama/", sign_in.first_sign_in, name="first_sign_in"),
    path("masuk-pertama/sandi/", sign_in.first_password, name="first_password"),
    path("kata-sandi/", password.password_change, name="password_change"),
    path("lupa-kata-sandi/", password.password_reset, name="password_reset"),
    path("lupa-kata-sandi/terkirim/", password.password_reset_done, name="password_reset_done"),
    path(
        "lupa-kata-sandi/<public_id:uidb64>/<str:token>/",
        password.PasswordResetConfirm.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "lupa-kata-sandi/selesai/", password.password_reset_complete, name="password_reset_complete"
    ),
    path("akun/", profile.profile, name="profile"),
    path("akun/preferensi/", profile.preferences, name="preferences"),
    path("akun/preferensi/urungkan/", profile.preferences_undo, name="preferences_undo"),
    path("akun/catatan-akses/", access.access_log, name="access_log"),
    path("catatan-akses/", access.access_audit, name="access_audit"),
    path("catatan-akses/tabel/", access.access_export, name="access_export"),
    path("bahasa/", profile.language, name="language"),
]
