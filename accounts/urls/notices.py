"""URLs: notices and background jobs."""

from django.urls import path

from accounts.views import job, notification

urlpatterns = [
    path("pemberitahuan/", notification.notification_list, name="notification_list"),
    path("pemberitahuan/dibaca/", notification.notifications_read, name="notifications_read"),
    path(
        "pemberitahuan/dibaca/urungkan/",
        notification.notifications_unread,
        name="notifications_unread",
    ),
    path(
        "pemberitahuan/<public_id:public_id>/tanda/",
        notification.notification_mark,
        name="notification_mark",
    ),
    path(
        "pemberitahuan/<public_id:public_id>/",
        notification.notification_open,
        name="notification_open",
    ),
    path("pekerjaan/", job.job_list, name="job_list"),
    path("pekerjaan/surat/<public_id:public_id>/", job.notice_settle, name="notice_settle"),
    path("pekerjaan/<public_id:public_id>/", job.job_detail, name="job_detail"),
    path("pekerjaan/<public_id:public_id>/hentikan/", job.job_cancel, name="job_cancel"),
    path("pekerjaan/<public_id:public_id>/unduh/", job.job_download, name="job_download"),
]
