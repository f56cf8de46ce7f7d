"""URLs: one person in the running cycles, for HR."""

from django.urls import path

from appraisal.views import employee_panel

HERE = "pegawai/<public_id:public_id>/"
urlpatterns = [
    path(f"{HERE}penilaian/", employee_panel.panel, name="employee_panel"),
    path(f"{HERE}cuti/", employee_panel.leave_add, name="leave_add"),
    path(f"{HERE}cuti/<public_id:leave_id>/selesai/", employee_panel.leave_end, name="leave_end"),
]
