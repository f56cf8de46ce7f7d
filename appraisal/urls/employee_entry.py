"""URLs: one employee, entered by hand."""

from django.urls import path

from appraisal.views import employee_entry, service_end

HERE = "pegawai/<public_id:public_id>/"
ENTRY = "pegawai/catatan/<public_id:public_id>/"
urlpatterns = [
    path("pegawai/tambah/", employee_entry.employee_add, name="employee_add"),
    path(f"{HERE}perubahan/", employee_entry.employee_change, name="employee_change"),
    path(f"{HERE}berhenti/", service_end.employee_end, name="employee_end"),
    path(ENTRY, employee_entry.entry_detail, name="entry_detail"),
    path(f"{ENTRY}batalkan/", employee_entry.entry_undo, name="entry_undo"),
]
