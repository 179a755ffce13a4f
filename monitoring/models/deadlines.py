"""Terms of the law as data, the calendar they are counted by, and what came of counting them in a case."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from monitoring.enums import MISSED, Counting, DeadlineState, Direction, RecordEventKind, Sense, TermUnit, Trigger
from monitoring.models.case import Case
from monitoring.models.law import Provision
from monitoring.models.reference import LegalReference, ReferenceModel


class DeadlineRule(LegalReference):
    """One wording of a term. `code` (D20) is stable; each wording in force has a row and a `key` of its own.

    `amount` is empty where the law sets no number; such a rule is shown and never computed.
    """

    code = models.CharField(_("code"), max_length=10, db_index=True)
    trigger = models.CharField(_("runs from"), max_length=30, choices=Trigger.choices)
    amount = models.PositiveSmallIntegerField(_("length"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=TermUnit.choices, default=TermUnit.WORKING_DAYS)
    counting = models.CharField(
        _("how the first day counts"), max_length=10, choices=Counting.choices, default=Counting.EXCLUSIVE
    )
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices, default=Direction.FORWARDS)
    sense = models.CharField(_("kind of term"), max_length=10, choices=Sense.choices, default=Sense.AT_MOST)
    rolls = models.BooleanField(
        _("moves to the next working day"),
        default=True,
        help_text=_("When the last day of a term in calendar days or months is a day off."),
    )
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadline_rules",
        verbose_name=_("provision"),
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta(LegalReference.Meta):
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="monitoring_rule_wording_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.name}"

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The wording ends before it begins.")})


class CalendarDay(ReferenceModel):
    """A decision on one day that the built-in calendar does not know: an act moved it. It wins over the calendar."""

    date = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("working day"), default=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y}: {self.name}"


class CaseDeadlineQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(case__live=True, case__withdrawn_at__isnull=True)

    def missed(self) -> Self:
        return self.filter(state__in=MISSED)


class CaseDeadline(models.Model):
    """What counting gave for the public version of a case; a snapshot that is computed anew at any time.

    `subject` tells apart two terms of one rule in a case (the uid of the milestone, notice or consultation).
    Dates of the record may be uncertain, so `started` and `done` are kept as the record knows them. `days` is by how
    many days (of the unit of the rule) it was missed, or is left when still running.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    rule = models.ForeignKey(DeadlineRule, models.PROTECT, related_name="+")
    code = models.CharField(max_length=10, db_index=True)
    subject = models.CharField(max_length=80, blank=True)
    started = models.CharField(max_length=10)
    done = models.CharField(max_length=10, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=DeadlineState.choices)
    days = models.PositiveIntegerField(default=0)
    calendar_version = models.CharField(max_length=60)
    computed_at = models.DateTimeField(auto_now=True)

    objects = CaseDeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("computed deadline")
        verbose_name_plural = _("computed deadlines")
        ordering = ["case", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "code", "subject"], name="monitoring_case_deadline_once")
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="monitoring_deadline_state"),
            models.Index(fields=["state", "-days"], name="monitoring_deadline_days"),
            models.Index(fields=["state", "case"], name="monitoring_deadline_cases"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.code}"


class RecordEvent(models.Model):
    """Something the clock or a change of the law did to a record; written once, never changed.

    `key` makes it unique: what happened to what, by which date.
    """

    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="record_events")
    kind = models.CharField(max_length=10, choices=RecordEventKind.choices)
    key = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("event of the record")
        verbose_name_plural = _("events of the record")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "-at"], name="monitoring_record_event_kind")]
        constraints = [
            models.CheckConstraint(condition=~Q(key=""), name="monitoring_record_event_key"),
        ]

    def __str__(self) -> str:
        return self.key
