"""A notice of its own when the answer to a result changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add a kind; the column does not change."""

    dependencies = [
        ("accounts", "0018_words_of_notices"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("PLAN_PROPOSED", "A work plan awaits your agreement"),
                    ("PLAN_RETURNED", "Your supervisor asks for changes to your work plan"),
                    ("PLAN_AGREED", "Your work plan has been agreed"),
                    ("SELF_ASSESSMENT_OPENED", "Your self-assessment is open"),
                    ("SELF_ASSESSMENT_SUBMITTED", "A self-assessment is ready for your review"),
                    (
                        "SELF_ASSESSMENT_RETURNED",
                        "Your self-assessment was returned to you with a note",
                    ),
                    ("RETURN_ASKED", "A team member asks to get the self-assessment back"),
                    (
                        "REVIEW_STARTED",
                        "Your supervisor's review began without your self-assessment",
                    ),
                    ("EVALUATION_DELIVERED", "You can now read your results"),
                    ("EVALUATION_ACKNOWLEDGED", "A team member has read and discussed the results"),
                    ("ANSWER_CHANGED", "A team member changed the answer to the results"),
                    ("EVALUATION_REOPENED", "An evaluation was opened again"),
                    ("SUPERVISOR_CHANGED", "Your supervisor has changed"),
                    ("TEAM_CHANGED", "Your team has changed"),
                    ("JOB_FINISHED", "A job you started has finished"),
                    ("JOB_STOPPED", "A job you started was stopped"),
                    ("JOB_FAILED", "A job you started could not be finished"),
                    ("CYCLE_OPENED", "A new appraisal cycle has been opened"),
                    ("CYCLE_CLOSED", "An appraisal cycle was closed"),
                    ("DEADLINE_EXTENDED", "You have more time"),
                    ("REMINDER", "A step of your appraisal is waiting for you"),
                    (
                        "SUPERVISOR_QUESTIONED",
                        "An employee reports that the recorded supervisor is wrong",
                    ),
                    ("SUPERVISOR_ANSWERED", "HR answered your report on your supervisor"),
                    ("PLAN_COMMENTED", "There is a comment on a work plan"),
                    ("RESULT_ASSIGNED", "Your supervisor added a result to your work plan"),
                    (
                        "RESULT_TAKEN_BACK",
                        "Your supervisor took back what was added to your work plan",
                    ),
                    ("DIALOGUE_PLANNED", "A performance dialogue was planned"),
                    ("DIALOGUE_CANCELLED", "A performance dialogue was called off"),
                    ("DIALOGUE_TO_CONFIRM", "The notes of a dialogue await your confirmation"),
                    ("DELEGATION_GIVEN", "You act for a supervisor"),
                    ("DELEGATION_ENDED", "A delegation to you has ended"),
                    ("DELEGATE_NAMED", "Somebody acts for your supervisor for some days"),
                    ("DELEGATE_GONE", "Your supervisor's delegation has ended"),
                    ("DELEGATE_ACTED", "Somebody acted on your behalf"),
                    ("REOPENING_ASKED", "A result is to be opened again: read why, then answer"),
                    ("REOPENING_ANSWERED", "Your request to open a result again was answered"),
                ],
                max_length=30,
            ),
        ),
    ]
