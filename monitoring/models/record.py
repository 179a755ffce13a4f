"""The public life of a case: its numbers and its versions."""

from django.conf import settings
from django.db import models
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


class CaseVersion(models.Model):
    """One public version with the reason readers see. `decided_by` never leaves the desk."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions", verbose_name=_("case"))
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=10, choices=VersionKind.choices)
    at = models.DateTimeField(_("when"))
    note = models.CharField(_("what changed and why"), max_length=500, blank=True)
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+", editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.case.reference}, {self.number}"
