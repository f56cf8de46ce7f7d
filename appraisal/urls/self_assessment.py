"""URLs: one's own evaluation, the pages of a self-assessment, drafts and evidence."""

from django.urls import path

from appraisal.views import draft, evaluation, evidence, self_assessment, taking_back

urlpatterns = [
    path("penilaian/", evaluation.mine, name="evaluation_mine"),
    path("penilaian/<public_id:public_id>/", evaluation.detail, name="evaluation_detail"),
    path("penilaian/<public_id:public_id>/hasil/", self_assessment.results, name="self_results"),
    path(
        "penilaian/<public_id:public_id>/cerita/",
        self_assessment.narratives,
        name="self_narratives",
    ),
    path(
        "penilaian/<public_id:public_id>/perilaku/",
        self_assessment.behaviours,
        name="self_behaviours",
    ),
    path(
        "penilaian/<public_id:public_id>/kriteria/", self_assessment.criteria, name="self_criteria"
    ),
    path(
        "penilaian/<public_id:public_id>/kompetensi/<public_id:competency_id>/",
        self_assessment.competency,
        name="self_competency",
    ),
    path("penilaian/<public_id:public_id>/periksa/", evaluation.check, name="self_check"),
    path("penilaian/<public_id:public_id>/kirim/", evaluation.submit, name="self_submit"),
    path("penilaian/<public_id:public_id>/terkirim/", evaluation.submitted, name="self_submitted"),
    path("penilaian/<public_id:public_id>/tarik/", taking_back.take, name="self_take_back"),
    path(
        "penilaian/<public_id:public_id>/minta-dikembalikan/",
        taking_back.ask,
        name="self_ask_back",
    ),
    path("penilaian/<public_id:public_id>/draf/", draft.draft_save, name="draft_save"),
    path("penilaian/<public_id:public_id>/bukti/tambah/", evidence.add, name="evidence_add"),
    path("bukti/<public_id:public_id>/hapus/", evidence.remove, name="evidence_remove"),
    path("bukti/<public_id:public_id>/", evidence.download, name="evidence_download"),
]
