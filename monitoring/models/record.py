"""The public life of a case: its numbers and its versions."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from monitoring.enums import VersionKind
from monitoring.models.case import Case


class ReferenceSeries(models.Model):
    """The last number given in a region and year; the row is locked while the next one is given."""

    letters = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letters", "year"], name="monitoring_series_once")]

    def __str__(self) -> str:
        return f"{self.letters}-{self.year}: {self.last}"


class CaseVersionQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Of public cases; a withdrawal is no version of its own."""
        return self.filter(case__live=True, case__withdrawn_at__isnull=True).exclude(kind=VersionKind.WITHDRAWN)

    def public(self) -> Self:
        """What anyone may read as it stood: neither closed nor taken back with the whole record."""
        withdrawn = CaseVersion._default_manager.filter(
            kind=VersionKind.WITHDRAWN, case=OuterRef("case"), number__gte=OuterRef("number")
        )
        kept = self.published().filter(closed_at__isnull=True, revision__isnull=False)
        return kept.filter(~Exists(withdrawn))

    def withdrawals(self) -> Self:
        return self.filter(kind=VersionKind.WITHDRAWN)

    def closings(self) -> Self:
        return self.filter(closed_at__isnull=False)


class CaseVersion(models.Model):
    """One public version with the reason readers see. `decided_by` and `closed_by` never leave the desk.

    A version that is closed is read by nobody once a later one is public: the reason, which is public, stands at
    its address.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions", verbose_name=_("case"))
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=10, choices=VersionKind.choices)
    at = models.DateTimeField(_("when"))
    note = models.CharField(_("what changed and why"), max_length=500, blank=True)
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+", editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closing_reason = models.CharField(_("reason of closing"), max_length=500, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = CaseVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], condition=Q(kind="withdrawn"), name="monitoring_version_withdrawn"),
            models.Index(fields=["closed_at"], condition=Q(closed_at__isnull=False), name="monitoring_version_closed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closing_reason=""), name="monitoring_version_closed_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case.reference}, {self.number}"
