"""Participation of the public, and how it was announced."""

import datetime as dt
import uuid
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Concat, Greatest, NullIf
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from monitoring.enums import (
    ConsultationForm,
    ConsultationStatus,
    NoticeChannel,
)
from monitoring.fields import PartialDateField
from monitoring.models.case import Case
from monitoring.models.case_queryset import NAMES, TOLD
from monitoring.models.children import CaseChild
from monitoring.models.councils import Council


class ConsultationQuerySet(models.QuerySet):
    """Before or after today is told by `ends`, in which dates stand as kept, in ISO 8601."""

    def public(self) -> Self:
        return self.filter(case__live=True, case__withdrawn_at__isnull=True)

    def upcoming(self, today: dt.date) -> Self:
        """Held or open on `today` or later; a discussion without an end is judged by its beginning."""
        return self.filter(ends__gte=today.isoformat())

    def past(self, today: dt.date) -> Self:
        return self.filter(ends__lt=today.isoformat())

    def undated(self) -> Self:
        return self.filter(ends__isnull=True)

    def soonest_first(self) -> Self:
        return self.order_by("ends", "pk")

    def latest_first(self) -> Self:
        return self.order_by("-ends", "-pk")

    def with_case(self) -> Self:
        """And with what a list or a calendar tells of the case and calls by name."""
        beside = ("case__region", "case__district", "case__body")
        own = (field.name for field in self.model._meta.concrete_fields)
        told = (f"case__{name}" for name in (*TOLD, "place_text", "version"))
        names = (f"{relation}__{name}" for relation in beside for name in NAMES)
        return self.select_related(*beside).only(*own, *told, *names)


def _after_all_days_of(*dates: str) -> Concat:
    """The first known of these dates; one known to the month or the year stands after its last day."""
    return Concat(Coalesce(*dates), Value("-99"), output_field=models.CharField())


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
    # The later of the meeting and the end of the discussion; empty where no date is known.
    ends = models.GeneratedField(
        expression=NullIf(
            Greatest(
                _after_all_days_of("held_on", "period_to", "period_from"),
                _after_all_days_of("period_to", "held_on", "period_from"),
            ),
            Value("-99"),
        ),
        output_field=models.CharField(max_length=13, null=True),
        db_persist=True,
        serialize=False,
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta(CaseChild.Meta):
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        indexes = [models.Index(fields=["ends", "id"], name="monitoring_consultation_ends")]

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
