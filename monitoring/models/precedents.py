from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from monitoring.fields import PartialDateField
from monitoring.models.reference import ReferenceModel


class Precedent(ReferenceModel):
    """A case of the Aarhus Convention Compliance Committee; `name` is what it was about.

    `field_confidence` marks the cells that are known worse than the row: {"received": "medium"}.
    """

    reference = models.CharField(_("reference"), max_length=60, blank=True)
    party = models.CharField(_("Party concerned"), max_length=2)
    received = PartialDateField(_("received"), null=True, blank=True)
    communicant = models.CharField(_("communicant"), max_length=300, blank=True)
    articles_alleged = models.CharField(_("articles alleged"), max_length=300, blank=True)
    articles_found = models.CharField(_("articles found in non-compliance"), max_length=300, blank=True)
    findings_on = PartialDateField(_("findings adopted"), null=True, blank=True)
    decisions = models.CharField(_("decisions of the Meeting of the Parties"), max_length=300, blank=True)
    follow_up = models.CharField(_("follow-up"), max_length=500, blank=True)
    field_confidence = models.JSONField(default=dict, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("Compliance Committee case")
        verbose_name_plural = _("Compliance Committee cases")

    def get_absolute_url(self) -> str:
        """All stand on one page."""
        return f"{reverse('monitoring:precedents')}#{self.key}"
