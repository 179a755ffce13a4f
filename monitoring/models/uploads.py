"""Files that arrive in pieces, until they are whole."""

from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from monitoring.models.evidence import EvidenceReceipt
from monitoring.models.log import FieldLog


class EvidenceUploadQuerySet(models.QuerySet):
    def of(self, user: Any) -> Self:
        return self.filter(owner=user.pk)

    def unfinished(self) -> Self:
        return self.filter(receipt=None)

    def promised_bytes(self) -> int:
        """How much the unfinished uploads will hold when they are whole."""
        return self.unfinished().aggregate(total=Sum("length"))["total"] or 0


class EvidenceUpload(models.Model):
    """One file on its way into a log: `offset` of `length` bytes are here; `sha256` is what its sender computed.

    `uid` is made by the client and becomes that of the receipt. With `receipt` set the file is evidence and the part is
    gone; the receipt has another uid where the log held the same bytes already.
    """

    uid = models.UUIDField(unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    log = models.ForeignKey(FieldLog, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    taken_at = models.DateTimeField(null=True)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    receipt = models.ForeignKey(EvidenceReceipt, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    objects = EvidenceUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("file on its way")
        verbose_name_plural = _("files on their way")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["touched_at"], name="monitoring_upload_touched")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("length")), name="monitoring_upload_offset_within"
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)

    @property
    def part(self) -> Path:
        """Where the pieces are put together: private, beside the evidence."""
        return Path(settings.EVIDENCE_ROOT) / "parts" / self.uid.hex

    @property
    def is_whole(self) -> bool:
        return self.offset == self.length
