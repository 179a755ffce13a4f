from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.enums import CriterionStage, Severity
from monitoring.models.reference import LegalReference


class Act(LegalReference):
    date = models.DateField(_("date"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=50, blank=True)
    adilet_id = models.CharField(_("number in the Adilet database"), max_length=30, blank=True)
    purpose = models.CharField(_("what it is used for"), max_length=500, blank=True)

    class Meta(LegalReference.Meta):
        verbose_name = _("legal act")
        verbose_name_plural = _("legal acts")


class Provision(LegalReference):
    """A paragraph of the Convention (A6.2) or an article of a national act (ENV 73)."""

    key = models.CharField(_("code"), max_length=60, unique=True)
    act = models.ForeignKey(Act, models.PROTECT, related_name="provisions", verbose_name=_("legal act"))
    article = models.CharField(_("article"), max_length=30, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=30, blank=True)
    timeframe = models.CharField(_("time limit or test"), max_length=500, blank=True)

    class Meta(LegalReference.Meta):
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")

    def __str__(self) -> str:
        return f"{self.key}: {self.name}"


class Criterion(LegalReference):
    """A question of the movement's checklist (P01–P40); its weight in a score is `severity`."""

    stage = models.CharField(_("stage"), max_length=20, choices=CriterionStage.choices)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity.choices)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    provisions = models.ManyToManyField(Provision, blank=True, related_name="criteria", verbose_name=_("provisions"))
    evidence = models.CharField(_("what proves it"), max_length=300, blank=True)
    date_rule = models.CharField(_("rule over dates"), max_length=300, blank=True)
    processes = models.JSONField(_("kinds of process it applies to"), default=list, blank=True)

    class Meta(LegalReference.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self) -> str:
        return f"{self.key}. {self.name}"
