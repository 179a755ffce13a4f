"""What is drafted, reviewed and published together with a case. `uid` never changes: anchors and links use it."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from monitoring.enums import (
    FINDING_SHOWN,
    Answer,
    ConsultationForm,
    ConsultationStatus,
    EvidenceKind,
    FileState,
    FindingStatus,
    MilestoneKind,
    NoticeChannel,
    Severity,
)
from monitoring.fields import PartialDateField
from monitoring.models.bodies import Official
from monitoring.models.case import Case
from monitoring.models.councils import Council
from monitoring.models.evidence import EvidenceFile
from monitoring.models.law import Criterion, Provision
from monitoring.models.vocabulary import RiskIndicator, ViolationType

if TYPE_CHECKING:
    from monitoring.permissions import Reader


class CaseChild(Orderable):
    uid = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)

    class Meta(Orderable.Meta):
        abstract = True


class Milestone(CaseChild):
    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(_("event"), max_length=30, choices=MilestoneKind.choices)
    date = PartialDateField(
        _("date"), null=True, blank=True, help_text=_("14.03.2026, or 03.2026 or 2026 when that is all you know.")
    )
    description = models.CharField(_("what happened"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True, help_text=_("Address or document."))

    class Meta(CaseChild.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.get_kind_display()


class ConsultationQuerySet(models.QuerySet):
    """Dates are compared as kept, in ISO 8601: one known to the month counts as its last possible day."""

    def public(self) -> Self:
        return self.filter(case__live=True, case__withdrawn_at__isnull=True)

    def upcoming(self, today: dt.date) -> Self:
        """Held or open on `today` or later; a discussion without an end is judged by its beginning."""
        return self.filter(self._from_today_on(today))

    def past(self, today: dt.date) -> Self:
        return self.exclude(self.undated_condition()).exclude(self._from_today_on(today))

    def undated(self) -> Self:
        return self.filter(self.undated_condition())

    def soonest_first(self) -> Self:
        return self._with_end().order_by("ends", "pk")

    def latest_first(self) -> Self:
        return self._with_end().order_by("-ends", "-pk")

    def _with_end(self) -> Self:
        """Annotate `ends`, by which a date known to the month or the year stands after its last day."""
        last = Coalesce("held_on", "period_to", "period_from")
        return self.annotate(ends=Concat(last, Value("-99"), output_field=models.CharField()))

    def with_case(self) -> Self:
        return self.select_related("case__region", "case__district", "case__body")

    @staticmethod
    def undated_condition() -> Q:
        return Q(held_on__isnull=True, period_from__isnull=True, period_to__isnull=True)

    @staticmethod
    def _from_today_on(today: dt.date) -> Q:
        def reaches(field: str) -> Q:
            day = today.isoformat()
            return Q(**{f"{field}__gte": day}) | Q(**{f"{field}__in": [day[:7], day[:4]]})

        open_ended = Q(held_on__isnull=True, period_to__isnull=True)
        return reaches("held_on") | reaches("period_to") | (open_ended & reaches("period_from"))


class Consultation(CaseChild, ClusterableModel):
    """Participation of the public. `period_from` and `period_to` are both inclusive."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="consultations")
    form = models.CharField(_("form"), max_length=30, choices=ConsultationForm.choices)
    status = models.CharField(
        _("status"), max_length=12, choices=ConsultationStatus.choices, default=ConsultationStatus.UNKNOWN
    )
    held_on = PartialDateField(_("day of the meeting"), null=True, blank=True)
    held_at = models.TimeField(_("time, local"), null=True, blank=True)
    period_from = PartialDateField(_("discussion from"), null=True, blank=True)
    period_to = PartialDateField(_("discussion to"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    online = models.BooleanField(_("can be joined on-line"), null=True, blank=True)
    form_text = models.CharField(_("form as published"), max_length=300, blank=True)
    council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("public council")
    )
    attendance = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    comments_received = models.PositiveIntegerField(_("comments received"), null=True, blank=True)
    comments_accepted = models.PositiveIntegerField(_("comments accepted"), null=True, blank=True)
    comments_rejected = models.PositiveIntegerField(_("comments rejected"), null=True, blank=True)
    comments_unanswered = models.PositiveIntegerField(_("comments without answer"), null=True, blank=True)
    quorum = models.BooleanField(_("there was a quorum"), null=True, blank=True)
    protocol_signed_on = PartialDateField(_("protocol signed on"), null=True, blank=True)
    protocol_published_on = PartialDateField(_("protocol published on"), null=True, blank=True)
    protocol_url = models.URLField(_("protocol"), max_length=500, blank=True)
    recording_url = models.URLField(_("recording"), max_length=500, blank=True)
    note = models.TextField(_("what was seen"), blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta(CaseChild.Meta):
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        indexes = [
            models.Index(fields=["held_on"], name="monitoring_consultation_held"),
            models.Index(fields=["period_to"], name="monitoring_consultation_until"),
        ]

    def __str__(self) -> str:
        return self.get_form_display()

    def clean(self) -> None:
        super().clean()
        first, last = self.period_from, self.period_to
        if first and last and first.earliest() > last.latest():
            raise ValidationError({"period_to": _("The discussion ends before it begins.")})
        answered = (self.comments_accepted, self.comments_rejected, self.comments_unanswered)
        if self.comments_received is not None and sum(n or 0 for n in answered) > self.comments_received:
            raise ValidationError({"comments_received": _("More comments are accounted for than were received.")})


class Notice(Orderable):
    """When and where a consultation was announced."""

    consultation = ParentalKey(Consultation, on_delete=models.CASCADE, related_name="notices")
    uid = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    channel = models.CharField(_("channel"), max_length=20, choices=NoticeChannel.choices)
    date = PartialDateField(_("date"), null=True, blank=True)
    detail = models.CharField(_("which one"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return self.get_channel_display()


class EvidenceLinkQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What anyone may open: marked public, its case published and not withdrawn, its safe copy ready."""
        return self.filter(
            Q(file__isnull=True) | Q(file__state=FileState.READY),
            is_public=True,
            case__live=True,
            case__withdrawn_at__isnull=True,
        )

    def visible_to(self, user: "Reader") -> Self:
        """What the person may open: what anyone may, and everything of the cases they manage."""
        public = EvidenceLink.objects.public()
        if not user.is_authenticated:
            return self.filter(pk__in=public.values("pk"))
        managed = Case.objects.manageable_by(user)
        return self.filter(Q(pk__in=public.values("pk")) | Q(case__in=managed.values("pk")))


class EvidenceLink(CaseChild):
    """A file or an address that shows what happened. Confidential unless a coordinator opens it."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(
        EvidenceFile, models.PROTECT, null=True, blank=True, related_name="links", verbose_name=_("file")
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=EvidenceKind.choices, default=EvidenceKind.OTHER)
    title = models.CharField(
        _("what it shows"), max_length=300, help_text=_("Public: name no one who did not agree to it.")
    )
    date = PartialDateField(_("date"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Tick only if it cannot harm anyone who spoke or took it.")
    )

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta(CaseChild.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(url=""),
                name="monitoring_evidence_file_or_url",
                violation_error_message=_("Attach a file or give an address."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Assessment(CaseChild):
    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="assessments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="assessments", verbose_name=_("criterion"))
    answer = models.CharField(_("answer"), max_length=15, choices=Answer.choices, default=Answer.NO_DATA)
    note = models.TextField(_("note"), blank=True)

    class Meta(CaseChild.Meta):
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [models.UniqueConstraint(fields=["case", "criterion"], name="monitoring_assessment_once")]

    def __str__(self) -> str:
        return f"{self.criterion.key}: {self.get_answer_display()}"


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
    position = models.CharField(_("responsible position"), max_length=300, blank=True)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("official in office")
    )

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
