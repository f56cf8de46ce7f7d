"""URLs: the supervisor's board and the review of one person."""

from django.urls import path

from appraisal.views import review, review_move

urlpatterns = [
    path("tim/", review_move.team, name="team_board"),
    path("tim/ringkasan/", review_move.summary, name="team_summary"),
    path("tim/ingatkan/", review_move.remind, name="team_remind"),
    path("tim/di-bawah/", review_move.below, name="team_below"),
    path("tinjau/<public_id:public_id>/hasil/", review.results, name="review_results"),
    path("tinjau/<public_id:public_id>/perilaku/", review.behaviours, name="review_behaviours"),
    path("tinjau/<public_id:public_id>/kriteria/", review.criteria, name="review_criteria"),
    path(
        "tinjau/<public_id:public_id>/kompetensi/", review.competencies, name="review_competencies"
    ),
    path(
        "tinjau/<public_id:public_id>/kompetensi/<public_id:competency_id>/",
        review.competency,
        name="review_competency",
    ),
    path("tinjau/<public_id:public_id>/dialog/", review.dialogue, name="review_dialogue"),
    path("tinjau/<public_id:public_id>/ringkasan/", review.summary, name="review_summary"),
    path("tinjau/<public_id:public_id>/mulai/", review_move.start, name="review_start"),
    path(
        "tinjau/<public_id:public_id>/kembalikan/", review_move.give_back, name="review_hand_back"
    ),
    path("tinjau/<public_id:public_id>/tetapkan/", review_move.decide, name="review_decide"),
]
