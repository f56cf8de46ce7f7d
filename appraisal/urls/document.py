"""URLs: documents and their verification."""

from django.urls import path
from django.views.generic import RedirectView

from appraisal.views import document, document_pack, verification

urlpatterns = [
    path(
        "dokumen/",
        RedirectView.as_view(pattern_name="appraisal:history", permanent=True),
        name="document_list",
    ),
    path("keluaran/pdf/", document_pack.document_pack_list, name="document_pack_list"),
    path(
        "keluaran/pdf/<public_id:public_id>/ulangi/",
        document_pack.document_pack_retry,
        name="document_pack_retry",
    ),
    path("dokumen/<public_id:public_id>/", document.document_download, name="document_download"),
    path("dokumen/<public_id:public_id>/cetak/", document.document_retry, name="document_retry"),
    path("v/", verification.verify_form, name="verify_form"),
    path("v/<token:token>/", verification.verify, name="verify"),
]
