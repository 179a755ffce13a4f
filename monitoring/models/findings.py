"""What a check against the criteria found: answers, and signs of a breach with their history."""

import uuid
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from monitoring.enums import (
    FINDING_SHOWN,
    Answer,
    FindingStatus,
    Severity,
)
from monitoring.fields import PartialDateField
from monitoring.models.bodies import Official
from monitoring.models.case import Case
from monitoring.models.children import CaseChild
from monitoring.models.law import Criterion, Provision
from monitoring.models.vocabulary import RiskIndicator, ViolationType


class Assessment(CaseChild):
    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="assessments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="assessments", verbose_name=_("criterion"))
    answer = models.CharField(_("answer"), max_length=15, choices=Answer.choices, default=Answer.NO_DATA)
    note = models.TextField(_("note"), blank=True)
    overrules = models.BooleanField(
        _("overrules the computed answer"),
        default=False,
        help_text=_("Write in the note why: it is shown beside the computed answer."),
    )

    class Meta(CaseChild.Meta):
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [models.UniqueConstraint(fields=["case", "criterion"], name="monitoring_assessment_once")]

    def __str__(self) -> str:
        return f"{self.criterion.key}: {self.get_answer_display()}"

    def clean(self) -> None:
        super().clean()
        if self.overrules and not self.note.strip():
            raise ValidationError({"note": _("Write why the computed answer does not hold.")})


class FindingQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.shown().filter(case__live=True, case__withdrawn_at__isnull=True)

    def shown(self) -> Self:
        """By the latest row of their history; the case itself may be withdrawn."""
        latest = FindingStatusRow.objects.filter(finding=OuterRef("pk")).order_by("-at", "-pk").values("status")[:1]
        return self.alias(latest_status=Subquery(latest)).filter(latest_status__in=FINDING_SHOWN)


class Finding(CaseChild, ClusterableModel):
    """*Signs of* a breach, never guilt."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="findings")
    title = models.CharField(_("signs of a breach: what"), max_length=300)
    description = models.TextField(_("what shows the signs"), blank=True)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("criterion")
    )
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("provision")
    )
    violation_type = models.ForeignKey(
        ViolationType, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("type of violation")
    )
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity.choices, default=Severity.MODERATE)
    risk_indicators = ParentalManyToManyField(
        RiskIndicator, blank=True, related_name="+", verbose_name=_("risk indicators")
    )
    happened_on = PartialDateField(
        _("when it happened"), null=True, blank=True, help_text=_("Tells who was in office then.")
    )
    position = models.CharField(_("responsible position"), max_length=300, blank=True)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("official in office")
    )

    objects = FindingQuerySet.as_manager()

    class Meta(CaseChild.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if not (self.criterion_id or self.provision_id):
            raise ValidationError(_("Name the criterion or the provision that was not met."))

    @property
    def status(self) -> str:
        """The latest row of the history; a finding without history is a draft."""
        rows = sorted(self.statuses.all(), key=lambda row: (row.at, row.pk or 0))
        return rows[-1].status if rows else FindingStatus.DRAFT

    @property
    def is_shown(self) -> bool:
        return self.status in FINDING_SHOWN


class FindingStatusRow(models.Model):
    """One immutable step of a finding's history."""

    finding = ParentalKey(Finding, on_delete=models.CASCADE, related_name="statuses")
    uid = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    status = models.CharField(_("status"), max_length=12, choices=FindingStatus.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("status of a finding")
        verbose_name_plural = _("statuses of a finding")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_status_display()
