"""PerformanceDialogue: agenda, joint notes and agreed actions of two people about one evaluation."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from accounts.models.public_id import PublicIdField
from appraisal.choices import DialogueSide
from appraisal.models.delegated import delegated_dialogue
from appraisal.models.evaluation import Evaluation


class PerformanceDialogueQuerySet(models.QuerySet):
    """Sets of dialogues."""

    def visible_to(self, actor):
        """Keep those of the two people concerned, and of whoever acts for the supervisor.

        What the two wrote down before that person came stays between them.
        """
        return self.filter(
            Q(evaluation__employee=actor.employee)
            | actor.as_supervisor(
                delegated_dialogue, "evaluation__supervisor", "evaluation__employee"
            )
        )


class PerformanceDialogue(models.Model):
    """One talk about an evaluation. Every change of what was agreed takes both confirmations back."""

    public_id = PublicIdField()
    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="dialogue")
    starts_at = models.DateTimeField(_("date and time"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)  # one subject per line
    notes = models.TextField(_("joint notes"), blank=True)
    noted_at = models.DateTimeField(null=True)  # when notes or an action were first written down
    revision = models.PositiveIntegerField(default=0)  # of what is confirmed: notes and actions
    schedule_version = models.PositiveSmallIntegerField(default=0)  # calendars ask for it
    supervisor_confirmed_at = models.DateTimeField(null=True)
    supervisor_confirmed_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True
    )
    employee_confirmed_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    scheduled_at = models.DateTimeField()  # when date, time or place changed last

    objects = PerformanceDialogueQuerySet.as_manager()

    class Meta:
        verbose_name = _("performance dialogue")
        constraints = (
            models.CheckConstraint(
                name="dialogue_5_to_480_minutes", condition=Q(minutes__range=(5, 480))
            ),
            models.CheckConstraint(
                name="dialogue_confirmed_by_somebody",
                condition=Q(
                    supervisor_confirmed_at__isnull=True, supervisor_confirmed_by__isnull=True
                )
                | Q(supervisor_confirmed_at__isnull=False, supervisor_confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="dialogue_nothing_confirmed_without_notes",
                condition=~Q(notes="")
                | Q(supervisor_confirmed_at__isnull=True, employee_confirmed_at__isnull=True),
            ),
        )

    def __str__(self):
        return f"{self.evaluation_id} {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self):
        """Return the page of this dialogue."""
        return reverse("appraisal:dialogue_detail", args=[self.evaluation.public_id])

    @property
    def ends_at(self):
        """Return when it is over as planned."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def subjects(self):
        """Return the agenda line by line."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]

    @property
    def is_confirmed(self):
        """Tell whether both have confirmed what was agreed."""
        return bool(self.supervisor_confirmed_at and self.employee_confirmed_at)

    @property
    def is_half_confirmed(self):
        """Tell whether one of the two has confirmed, and the other not yet."""
        return bool(self.supervisor_confirmed_at) != bool(self.employee_confirmed_at)


class DialogueAction(models.Model):
    """Something agreed in a dialogue: what, who does it, until when."""

    public_id = PublicIdField()
    dialogue = models.ForeignKey(
        PerformanceDialogue, on_delete=models.CASCADE, related_name="actions"
    )
    text = models.CharField(_("agreed action"), max_length=300)
    owner = models.CharField(_("who does it"), max_length=10, choices=DialogueSide)
    due_date = models.DateField(_("until"))
    done_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)  # can be taken back while nobody has confirmed

    class Meta:
        verbose_name = _("agreed action")
        constraints = (
            models.CheckConstraint(name="dialogue_action_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="dialogue_action_known_owner", condition=Q(owner__in=DialogueSide.values)
            ),
            models.CheckConstraint(
                name="dialogue_action_removed_is_not_done",
                condition=Q(removed_at__isnull=True) | Q(done_at__isnull=True),
            ),
        )

    def __str__(self):
        return self.text
