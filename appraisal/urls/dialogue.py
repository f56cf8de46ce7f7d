"""URLs: performance dialogues."""

from django.urls import path

from appraisal.views import dialogue, dialogue_action, dialogue_round

HERE = "dialog/<public_id:public_id>/"
ACTION = f"{HERE}tindak-lanjut/<public_id:action>/"
urlpatterns = [
    path("dialog/", dialogue.dialogue_list, name="dialogue_list"),
    path("dialog/ajak/", dialogue_round.invite, name="dialogue_round"),
    path("dialog/ajak/batal/", dialogue_round.call_off, name="dialogue_round_call_off"),
    path(HERE, dialogue.detail, name="dialogue_detail"),
    path(f"{HERE}jadwal/", dialogue.schedule, name="dialogue_schedule"),
    path(f"{HERE}batal/", dialogue.cancel, name="dialogue_cancel"),
    path(f"{HERE}kalender.ics", dialogue.calendar, name="dialogue_calendar"),
    path(f"{HERE}catatan/", dialogue.notes, name="dialogue_notes"),
    path(f"{HERE}tindak-lanjut/", dialogue_action.action_add, name="dialogue_action_add"),
    path(ACTION, dialogue_action.action_edit, name="dialogue_action_edit"),
    path(f"{ACTION}pindah/", dialogue_action.action_move, name="dialogue_action_move"),
    path(f"{HERE}konfirmasi/", dialogue.confirm, name="dialogue_confirm"),
    path(f"{HERE}tarik-konfirmasi/", dialogue.withdraw, name="dialogue_withdraw"),
]
