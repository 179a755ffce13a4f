"""The journal of public changes. It names what changed and says nothing of it: words are read when they are told."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring.models import Case
from search.enums import ChangeKind


class RecordChangeQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Of cases that anyone may read now, whatever they were when it was noted."""
        return self.filter(case__live=True, case__withdrawn_at__isnull=True)

    def last_key(self) -> int:
        """Key of the last change noted; 0 before the first one."""
        return self.order_by("-pk").values_list("pk", flat=True).first() or 0


class RecordChange(models.Model):
    """One change. Written by `search.changes.collecting` alone, one writer at a time: what is noted later has the
    greater key, so that a key says how far somebody has been told.

    `source` is the key of the version, of the event of a letter, or of the body's reply, as `kind` says. `findings`
    are the uids of those shown for the first time by this version.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    source = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    findings = models.JSONField(default=list, blank=True)

    objects = RecordChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("public change of a record")
        verbose_name_plural = _("public changes of records")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="search_change_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class ChangeCollection(models.Model):
    """The single row that whoever notes changes holds; `looked_at` is when the sources were last looked through."""

    ONLY = 1

    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("collection of public changes")
        verbose_name_plural = _("collections of public changes")

    def __str__(self) -> str:
        return str(self.looked_at)
