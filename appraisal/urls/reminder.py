"""URLs: reminders."""

from django.urls import path

from appraisal.views import reminder

urlpatterns = [
    path("siklus/<public_id:public_id>/ingatkan/", reminder.reminder_send, name="reminder_send")
]
