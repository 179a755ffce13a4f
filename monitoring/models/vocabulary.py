"""Vocabularies that editors may extend."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Article, Process, RiskLevel
from monitoring.models.law import Criterion
from monitoring.models.reference import ReferenceModel


class DecisionKind(ReferenceModel):
    hint = models.CharField(_("in plain words"), max_length=300, blank=True)
    process = models.CharField(_("kind of process"), max_length=30, choices=Process.choices, blank=True)
    aarhus_article = models.CharField(_("article of the Convention"), max_length=1, choices=Article.choices, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("kind of decision")
        verbose_name_plural = _("kinds of decision")


class Sector(ReferenceModel):
    """A group of activities of Annex I to the Convention."""

    threshold = models.CharField(_("threshold"), max_length=300, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class ViolationType(ReferenceModel):
    criteria = models.ManyToManyField(Criterion, blank=True, related_name="violation_types", verbose_name=_("criteria"))

    class Meta(ReferenceModel.Meta):
        verbose_name = _("type of violation")
        verbose_name_plural = _("types of violation")


class RiskIndicator(ReferenceModel):
    """A sign of corruption risk, never of guilt."""

    level = models.CharField(_("level"), max_length=10, choices=RiskLevel.choices)
    automatic = models.CharField(_("how it can be computed"), max_length=200, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("risk indicator")
        verbose_name_plural = _("risk indicators")


class Outcome(ReferenceModel):
    class Meta(ReferenceModel.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
