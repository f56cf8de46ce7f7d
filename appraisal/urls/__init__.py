"""The addresses of the appraisal."""

from appraisal.urls import (
    cycle,
    document,
    hand_over,
    home,
    result,
    review,
    self_assessment,
    work_plan,
)

app_name = "appraisal"
urlpatterns = [
    *home.urlpatterns,
    *cycle.urlpatterns,
    *work_plan.urlpatterns,
    *self_assessment.urlpatterns,
    *review.urlpatterns,
    *result.urlpatterns,
    *document.urlpatterns,
    *hand_over.urlpatterns,
]
