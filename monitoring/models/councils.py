from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from monitoring.models.bodies import ExecutiveBody
from monitoring.models.reference import ReferenceModel


class Council(ReferenceModel, ClusterableModel):
    """A public council; the term is inclusive of both days."""

    body = models.ForeignKey(ExecutiveBody, models.PROTECT, related_name="councils", verbose_name=_("executive body"))
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_to = models.DateField(_("term to"), null=True, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("public council")
        verbose_name_plural = _("public councils")


class CouncilMember(models.Model):
    council = ParentalKey(Council, on_delete=models.CASCADE, related_name="members", verbose_name=_("public council"))
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=200, blank=True, help_text=_("Whom the member represents."))
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a public council")
        verbose_name_plural = _("members of public councils")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
