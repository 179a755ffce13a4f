"""Imports: what a file said last time, and the runs by which people bring files in. Never public."""

import datetime as dt
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from monitoring import permissions
from monitoring.enums import Language
from monitoring.models.case import Case
from monitoring.models.evidence import evidence_storage


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Columns to be chosen")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked: look and confirm")
    IMPORTING = "importing", _("Being imported")
    DONE = "done", _("Imported")
    REFUSED = "refused", _("Not imported: errors")
    FAILED = "failed", _("Stopped")


LONGEST = dt.timedelta(minutes=30)
UNDER_WAY = frozenset({ImportState.CHECKING, ImportState.IMPORTING})


def import_path(run: "ImportRun", name: str) -> str:
    return f"import/{run.uid}"


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """One's own; administrators see all."""
        if permissions.is_administrator(user):
            return self
        return self.filter(created_by=user.pk)


class ImportRun(models.Model):
    """One file on its way: uploaded, its columns named, checked without writing, confirmed, imported.

    `source` divides numbers of one source from those of another; `columns` holds the target of each column;
    `sent_at` is when the worker last got it; `done` of `total` rows are checked.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    file = models.FileField(storage=evidence_storage, upload_to=import_path, max_length=200)
    name = models.CharField(_("name of the file"), max_length=255)
    mapping = models.CharField(_("kind of file"), max_length=30)
    source = models.SlugField(_("name of the source"), max_length=60, blank=True)
    columns = models.JSONField(default=dict)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.RU)
    state = models.CharField(_("state"), max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED)
    sent_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    message = models.TextField(blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_stuck(self) -> bool:
        """The worker was stopped on the way: what it had begun was undone by the database."""
        return self.is_under_way and self.sent_at is not None and timezone.now() - self.sent_at > LONGEST


class ImportedRow(models.Model):
    """What the source said of a case when it was last imported: see `importing.record.snapshot`."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="imported")
    values = models.JSONField()
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")

    def __str__(self) -> str:
        return str(self.case.import_key)
