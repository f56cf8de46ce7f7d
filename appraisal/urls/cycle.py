"""URLs: cycles, their dashboard, and the achievement of units."""

from django.urls import path

from appraisal.views import (
    cycle,
    cycle_closing,
    cycle_copy,
    cycle_dashboard,
    cycle_discard,
    cycle_exclusion,
    cycle_extension,
    cycle_opening,
    cycle_parts,
    cycle_schedule,
    cycle_template,
    cycle_trial,
    unit_achievement,
)

HERE = "siklus/<public_id:public_id>/"
TEMPLATE = "siklus/templat/<public_id:public_id>/"
urlpatterns = [
    path("siklus/", cycle.cycle_list, name="cycle_list"),
    path("siklus/baru/", cycle.cycle_add, name="cycle_add"),
    path("siklus/dasbor/", cycle_dashboard.cycle_dashboard_latest, name="cycle_dashboard_latest"),
    path(
        "siklus/capaian/", unit_achievement.unit_achievement_latest, name="unit_achievement_latest"
    ),
    path("siklus/surel-perlu-dicek/", cycle_dashboard.mail_to_check, name="mail_to_check"),
    path(HERE, cycle_dashboard.cycle_detail, name="cycle_detail"),
    path(f"{HERE}ubah/", cycle.cycle_edit, name="cycle_edit"),
    path(f"{HERE}hapus/", cycle_discard.cycle_discard, name="cycle_discard"),
    path(f"{HERE}peserta/", cycle.cycle_participants, name="cycle_participants"),
    path(f"{HERE}peserta/hitung/", cycle.cycle_count, name="cycle_count"),
    path(f"{HERE}tahapan/", cycle_schedule.cycle_windows, name="cycle_windows"),
    path(f"{HERE}perpanjang/", cycle_extension.cycle_extend, name="cycle_extend"),
    path(f"{HERE}siapa-melihat/", cycle.cycle_who_sees, name="cycle_who_sees"),
    path(f"{HERE}bagian/", cycle_parts.cycle_parts, name="cycle_parts"),
    path(f"{HERE}uji-coba/", cycle_trial.cycle_trial, name="cycle_trial"),
    path(f"{HERE}uji-coba/akhiri/", cycle_trial.cycle_trial_end, name="cycle_trial_end"),
    path(f"{HERE}salin/", cycle_copy.cycle_copy, name="cycle_copy"),
    path(f"{HERE}templat/", cycle_template.cycle_template_add, name="cycle_template_add"),
    path(f"{HERE}tutup/", cycle_closing.cycle_close, name="cycle_close"),
    path(f"{HERE}arsipkan/", cycle_closing.cycle_archive, name="cycle_archive"),
    path(f"{HERE}kembalikan/", cycle_closing.cycle_bring_back, name="cycle_bring_back"),
    path(f"{HERE}pembukaan/", cycle_opening.cycle_opening, name="cycle_opening"),
    path(f"{HERE}periksa/", cycle_opening.cycle_check, name="cycle_check"),
    path(f"{HERE}periksa/peserta/", cycle_exclusion.cycle_candidates, name="cycle_candidates"),
    path(f"{HERE}keluarkan/", cycle_exclusion.cycle_exclude, name="cycle_exclude"),
    path(
        f"{HERE}keluarkan/<slug:reason>/",
        cycle_exclusion.cycle_exclude_all,
        name="cycle_exclude_all",
    ),
    path(f"{HERE}ikutkan-lagi/", cycle_exclusion.cycle_take_back, name="cycle_take_back"),
    path(f"{HERE}buka/", cycle_opening.cycle_open, name="cycle_open"),
    path(
        f"{HERE}tambah-peserta/",
        cycle_opening.cycle_add_participants,
        name="cycle_add_participants",
    ),
    path(
        f"{HERE}buka-penilaian/",
        cycle_opening.cycle_open_evaluations,
        name="cycle_open_evaluations",
    ),
    path(f"{HERE}pegawai/", cycle_dashboard.cycle_people, name="cycle_people"),
    path(f"{HERE}capaian/", unit_achievement.unit_achievement_list, name="unit_achievement_list"),
    path(
        f"{HERE}capaian/<public_id:unit>/",
        unit_achievement.unit_achievement_edit,
        name="unit_achievement_edit",
    ),
    path(TEMPLATE, cycle_template.cycle_template_edit, name="cycle_template_edit"),
    path(
        f"{TEMPLATE}arsipkan/",
        cycle_template.cycle_template_archive,
        name="cycle_template_archive",
    ),
    path(
        f"{TEMPLATE}tawarkan/",
        cycle_template.cycle_template_bring_back,
        name="cycle_template_bring_back",
    ),
]
