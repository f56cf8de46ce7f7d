"""URLs: people, units, holidays, roles."""

from django.urls import path

from accounts.views import employee, holiday, hr_contact, org_unit, role_grant, sign_in_code

urlpatterns = [
    path("pegawai/", employee.employee_list, name="employee_list"),
    path("pegawai/kode/", sign_in_code.employee_codes, name="employee_codes"),
    path("pegawai/<public_id:public_id>/", employee.employee_detail, name="employee_detail"),
    path("pegawai/<public_id:public_id>/akun/", employee.employee_account, name="employee_account"),
    path("kontak/", hr_contact.hr_contact, name="hr_contact"),
    path("unit/", org_unit.org_unit_list, name="org_unit_list"),
    path("unit/<public_id:public_id>/", org_unit.org_unit_detail, name="org_unit_detail"),
    path("hari-libur/", holiday.holiday_list, name="holiday_list"),
    path("hari-libur/beberapa/", holiday.holiday_lines, name="holiday_lines"),
    path("hari-libur/kembalikan/", holiday.holiday_put_back, name="holiday_put_back"),
    path("hari-libur/<int:year>/salin/", holiday.holiday_copy, name="holiday_copy"),
    path(
        "hari-libur/<int:year>/pastikan-semua/",
        holiday.holiday_confirm_year,
        name="holiday_confirm_year",
    ),
    path("hari-libur/<str:day>/pastikan/", holiday.holiday_confirm, name="holiday_confirm"),
    path("hari-libur/<str:day>/hapus/", holiday.holiday_remove, name="holiday_remove"),
    path("peran/", role_grant.role_grant_list, name="role_grant_list"),
    path("peran/beberapa/", role_grant.role_grant_several, name="role_grant_several"),
    path(
        "peran/riwayat/<public_id:public_id>/",
        role_grant.role_grant_history,
        name="role_grant_history",
    ),
    path("peran/<public_id:public_id>/akhiri/", role_grant.role_grant_end, name="role_grant_end"),
]
