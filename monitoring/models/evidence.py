"""Files as they arrived: immutable, content-addressed, private. What is public is decided by links to them."""

import uuid
from typing import Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from monitoring.enums import FileState


def evidence_storage() -> Storage:
    return storages["evidence"]


def original_path(file: "EvidenceFile", name: str) -> str:
    return f"original/{file.sha256[:2]}/{file.sha256}"


def derivative_path(file: "EvidenceFile", name: str) -> str:
    return f"derivative/{file.sha256[:2]}/{file.sha256}"


def preview_path(file: "EvidenceFile", name: str) -> str:
    return f"preview/{file.sha256[:2]}/{file.sha256}"


class EvidenceFileQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Files with a safe copy that a published case shows."""
        from monitoring.models.children import EvidenceLink

        shown = EvidenceLink.objects.public().filter(file=OuterRef("pk"))
        return self.filter(Exists(shown), state=FileState.READY)


class EvidenceFile(models.Model):
    """`sha256` and `size` (bytes) are of the original; the public gets only the derivative without metadata."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    media_type = models.CharField(_("type"), max_length=100, editable=False)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=FileState.choices, default=FileState.RECEIVED, editable=False
    )
    original = models.FileField(storage=evidence_storage, upload_to=original_path, max_length=200, editable=False)
    derivative = models.FileField(
        storage=evidence_storage, upload_to=derivative_path, max_length=200, blank=True, editable=False
    )
    derivative_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    derivative_type = models.CharField(max_length=100, blank=True, editable=False)
    derivative_size = models.PositiveBigIntegerField(null=True, editable=False)
    preview = models.FileField(
        storage=evidence_storage, upload_to=preview_path, max_length=200, blank=True, editable=False
    )
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    duration = models.PositiveIntegerField(_("duration, seconds"), null=True, editable=False)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return f"{self.media_type} {str(self.uid)[:8]}"


class EvidenceReceipt(models.Model):
    """How a file came: by whom and under what name. Confidential: never shown outside the centre's desk.

    `uid` is made by the client, so that a file sent twice is received once. `taken_at` is by the clock of the phone.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="receipts", verbose_name=_("file"))
    log = models.ForeignKey("monitoring.FieldLog", models.SET_NULL, null=True, blank=True, related_name="receipts")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    original_name = models.CharField(_("name of the file"), max_length=255, blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("receipt of a file")
        verbose_name_plural = _("receipts of files")
        ordering = ["received_at"]

    def __str__(self) -> str:
        return self.original_name or str(self.uid)
