"""Public councils and who sits on them."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from monitoring.enums import MemberSector
from monitoring.models.bodies import ExecutiveBody
from monitoring.models.reference import ReferenceModel


class Council(ReferenceModel, ClusterableModel):
    """A public council; the term is inclusive of both days. `quorum_share` is of all members (0.5: one half).

    The law's own number is not certain, so a council without a stored share has no known quorum.
    Sessions are compared with each other only from `sessions_known_from`: before it some may not be recorded.
    """

    body = models.ForeignKey(ExecutiveBody, models.PROTECT, related_name="councils", verbose_name=_("executive body"))
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_to = models.DateField(_("term to"), null=True, blank=True)
    quorum_share = models.DecimalField(
        _("quorum, share of members"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.05")), MaxValueValidator(1)],
        help_text=_("As the council's own regulation says: 0.5 is one half, 0.667 two thirds. Not known: leave empty."),
    )
    quorum_source = models.CharField(
        _("source of the quorum"),
        max_length=300,
        blank=True,
        help_text=_("The regulation and its paragraph; readers see it beside the quorum."),
    )
    size = models.PositiveSmallIntegerField(_("number of seats"), null=True, blank=True)
    sessions_known_from = models.DateField(
        _("all sessions are recorded since"),
        null=True,
        blank=True,
        help_text=_("Only from this day on is a long time between sessions a sign; before it one may be missing here."),
    )

    class Meta(ReferenceModel.Meta):
        verbose_name = _("public council")
        verbose_name_plural = _("public councils")
        constraints = [
            models.CheckConstraint(
                condition=Q(term_to__isnull=True) | Q(term_from__isnull=True) | Q(term_to__gte=F("term_from")),
                name="monitoring_council_term_order",
                violation_error_message=_("The term of the council ends before it begins."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.quorum_share is not None and not self.quorum_source.strip():
            raise ValidationError({"quorum_source": _("Write where the quorum comes from, or leave both empty.")})

    def get_absolute_url(self) -> str:
        return reverse("monitoring:council", args=[self.key])


class CouncilMember(models.Model):
    """A seat held from and to, both inclusive; an empty end means a member now."""

    council = ParentalKey(Council, on_delete=models.CASCADE, related_name="members", verbose_name=_("public council"))
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=20, choices=MemberSector.choices, default=MemberSector.OTHER)
    represents = models.CharField(_("whom the member represents"), max_length=200, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a public council")
        verbose_name_plural = _("members of public councils")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="monitoring_member_term_order",
                violation_error_message=_("The membership ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def overlaps(self, other: "CouncilMember") -> bool:
        """Whether both memberships hold on some same day; an unknown end is open."""
        first, last = dt.date.min, dt.date.max
        return (self.started_on or first) <= (other.ended_on or last) and (other.started_on or first) <= (
            self.ended_on or last
        )
