"""Templates of letters that coordinators may edit in a word processor."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from monitoring import permissions
from monitoring.enums import Language, ReferralKind
from monitoring.models.evidence import evidence_storage
from monitoring.models.places import Centre

if TYPE_CHECKING:
    from monitoring.permissions import Reader


def template_path(template: "LetterTemplate", name: str) -> str:
    """Every version has a file of its own, so that earlier ones can still be fetched."""
    whose = template.centre.key if template.centre else "country"
    return f"letters/{whose}/{template.kind}.{template.language}.v{template.version}.docx"


class LetterTemplateQuerySet(models.QuerySet):
    def manageable_by(self, user: "Reader") -> Self:
        """Those of the person's centres; an administrator's are everyone's."""
        centres = permissions.managed_centres(user)
        return self if centres is None else self.filter(centre__in=centres)

    def for_centre(self, centre: Centre | None) -> Self:
        """Those that letters of a centre are made from: its own before the country's."""
        of_country = Q(centre__isnull=True)
        found = self.filter(of_country | Q(centre=centre)) if centre else self.filter(of_country)
        return found.order_by(models.F("centre").asc(nulls_last=True))


class LetterTemplate(models.Model):
    """One letter in one language, of one centre or (without one) of the country.

    A centre writes nothing into another one's letters. Without `file` the template next in order is used: the
    country's, then the one that comes with the software. `version` counts what was uploaded and never goes back.
    """

    centre = models.ForeignKey(
        Centre, models.CASCADE, null=True, blank=True, related_name="letter_templates", verbose_name=_("Aarhus centre")
    )
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

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of a letter")
        verbose_name_plural = _("templates of letters")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "kind", "language"], name="monitoring_letter_template_once"),
            models.UniqueConstraint(
                fields=["kind", "language"],
                condition=Q(centre__isnull=True),
                name="monitoring_letter_template_country",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language})"
