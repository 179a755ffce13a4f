"""Signs that a computation offers to the desk, and what it compares records by. Nothing of this is public."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring import permissions
from monitoring.enums import SuggestionSource
from monitoring.models.case import Case
from monitoring.models.evidence import EvidenceFile

if TYPE_CHECKING:
    from monitoring.permissions import Reader


class SuggestionQuerySet(models.QuerySet):
    def manageable_by(self, user: "Reader") -> Self:
        if permissions.managed_centres(user) is None:
            return self
        return self.filter(case__in=Case.objects.manageable_by(user).values("pk"))

    def open(self) -> Self:
        """Neither made a finding of nor dismissed."""
        return self.filter(confirmed_at__isnull=True, dismissed_at__isnull=True)


class Suggestion(models.Model):
    """A sign that a check or a computation points at; a person makes a finding of it or dismisses it with a reason.

    `detail` holds the answer and the reasons as data; when they change, what was dismissed is offered again.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="suggestions")
    source = models.CharField(max_length=10, choices=SuggestionSource.choices)
    code = models.CharField(max_length=10)
    detail = models.JSONField(default=dict)
    computed_at = models.DateTimeField(auto_now_add=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_reason = models.CharField(_("why dismissed"), max_length=500, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finding_uid = models.UUIDField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested finding")
        verbose_name_plural = _("suggested findings")
        ordering = ["source", "code"]
        constraints = [models.UniqueConstraint(fields=["case", "source", "code"], name="monitoring_suggestion_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"

    @property
    def is_open(self) -> bool:
        return self.confirmed_at is None and self.dismissed_at is None


class AttendanceSheet(models.Model):
    """Who registered at a hearing, as keyed digests: the same name gives the same digest, no digest gives a name.

    `people` counts the different names, `repeated` the lines that repeat an earlier one.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="attendance_sheets")
    consultation_uid = models.UUIDField(unique=True)
    people = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("attendance list")
        verbose_name_plural = _("attendance lists")

    def __str__(self) -> str:
        return str(self.consultation_uid)


class AttendanceName(models.Model):
    """One person of a list, as a digest."""

    sheet = models.ForeignKey(AttendanceSheet, models.CASCADE, related_name="names")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("name of an attendance list")
        verbose_name_plural = _("names of attendance lists")
        constraints = [models.UniqueConstraint(fields=["digest", "sheet"], name="monitoring_attendance_name_once")]

    def __str__(self) -> str:
        return str(self.sheet_id)


class ProtocolPrint(models.Model):
    """The likeness of the text of a protocol (MinHash of its shingles); the text itself is not kept.

    `shingles` is how many different ones there were; too few of them compare with nothing.
    """

    file = models.OneToOneField(EvidenceFile, models.CASCADE, related_name="print")
    shingles = models.PositiveIntegerField(default=0)
    signature = models.JSONField(default=list)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("likeness of a protocol")
        verbose_name_plural = _("likenesses of protocols")

    def __str__(self) -> str:
        return str(self.file_id)


class ProtocolBand(models.Model):
    """A part of a likeness by which candidates are found: near-identical texts share at least one."""

    print = models.ForeignKey(ProtocolPrint, models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("part of a likeness")
        verbose_name_plural = _("parts of likenesses")

    def __str__(self) -> str:
        return str(self.print_id)
