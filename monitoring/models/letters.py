"""Templates of letters that coordinators may edit in a word processor."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Language, ReferralKind
from monitoring.models.evidence import evidence_storage


def template_path(template: "LetterTemplate", name: str) -> str:
    return f"letters/{template.kind}.{template.language}.docx"


class LetterTemplate(models.Model):
    """One letter in one language. Without `file` the template that comes with the software is used."""

    kind = models.CharField(_("kind of letter"), max_length=40, choices=ReferralKind.choices)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    file = models.FileField(
        _("template (DOCX)"), storage=evidence_storage, upload_to=template_path, max_length=200, blank=True
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("template of a letter")
        verbose_name_plural = _("templates of letters")
        ordering = ["kind", "language"]
        constraints = [models.UniqueConstraint(fields=["kind", "language"], name="monitoring_letter_template_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language})"
