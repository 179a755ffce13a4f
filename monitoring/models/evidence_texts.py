"""Words of public copies, page by page. What may be shown of them is asked of the links anew each time."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from monitoring.enums import TextState
from monitoring.models.evidence import EvidenceFile


class EvidenceTextQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Of files that are public at this moment, and of the very copy that readers get."""
        return self.filter(file__in=EvidenceFile.objects.public(), copy_sha256=F("file__derivative_sha256"))


class EvidenceText(models.Model):
    """How the reading of a file went. `copy_sha256` is of the copy that was read, `reason` a code of the failure."""

    file = models.OneToOneField(EvidenceFile, models.CASCADE, related_name="text", verbose_name=_("file"))
    copy_sha256 = models.CharField(max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=TextState.choices, default=TextState.PENDING)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    read_at = models.DateTimeField(_("read"), auto_now=True)

    objects = EvidenceTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self) -> str:
        return f"{self.file_id}: {self.get_state_display()}"


class EvidencePage(models.Model):
    """`number` counts pages of a PDF, sheets of a workbook; a picture and a Word document have page 1 only."""

    text = models.ForeignKey(EvidenceText, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"))
    content = models.TextField(_("text"))

    class Meta:
        verbose_name = _("page of a file")
        verbose_name_plural = _("pages of files")
        ordering = ["text", "number"]
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="monitoring_evidence_page_once")]

    def __str__(self) -> str:
        return f"{self.text_id}, {self.number}"


def unread_files() -> "models.QuerySet[EvidenceFile]":
    """Public files of whose present copy nobody tried to read the words, or whose reading was cut short."""
    tried = EvidenceText.objects.filter(
        ~Q(state=TextState.PENDING), file=OuterRef("pk"), copy_sha256=OuterRef("derivative_sha256")
    )
    files: models.QuerySet[EvidenceFile] = EvidenceFile.objects.public().filter(~Exists(tried)).order_by("pk")
    return files
