"""The addresses of the appraisal."""

from appraisal.urls import (
    audit,
    cycle,
    dialogue,
    document,
    employee_entry,
    employee_panel,
    export,
    hand_over,
    home,
    late_joiner,
    leader,
    progress_entry,
    reminder,
    reopening,
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
    *progress_entry.urlpatterns,
    *review.urlpatterns,
    *result.urlpatterns,
    *dialogue.urlpatterns,
    *document.urlpatterns,
    *hand_over.urlpatterns,
    *late_joiner.urlpatterns,
    *employee_entry.urlpatterns,
    *employee_panel.urlpatterns,
    *reopening.urlpatterns,
    *reminder.urlpatterns,
    *leader.urlpatterns,
    *export.urlpatterns,
    *audit.urlpatterns,
]
