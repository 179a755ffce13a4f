"""What a public case contributes to scorecards, and what bodies say of theirs: computed or received, never drafted."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring import permissions
from monitoring.enums import Language, Moderation
from monitoring.models.bodies import ExecutiveBody
from monitoring.models.case import Case
from monitoring.models.places import Region

if TYPE_CHECKING:
    from monitoring.permissions import Reader


class CaseFiguresQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(case__live=True, case__withdrawn_at__isnull=True)


class CaseFigures(models.Model):
    """One row a published case. Weights are severities; half-points are kept doubled so that they stay whole.

    index = 1 - lost_doubled / (2 * weight); coverage = answered / applicable. `first_day` and `last_day` are the first
    and the last day, both inclusive, on which the decision (before it, the hearing) can have been: who headed the body
    then is asked of the tenures when a figure is read, so that a corrected tenure corrects it at once.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="figures")
    body = models.ForeignKey(ExecutiveBody, models.SET_NULL, null=True, related_name="+")
    region = models.ForeignKey(Region, models.SET_NULL, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(db_index=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    applicable = models.PositiveSmallIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0)
    lost_doubled = models.PositiveIntegerField(default=0)
    findings = models.PositiveSmallIntegerField(default=0)
    severity_1 = models.PositiveSmallIntegerField(default=0)
    severity_2 = models.PositiveSmallIntegerField(default=0)
    severity_3 = models.PositiveSmallIntegerField(default=0)
    severity_4 = models.PositiveSmallIntegerField(default=0)
    severity_5 = models.PositiveSmallIntegerField(default=0)
    method_version = models.CharField(max_length=20)

    objects = CaseFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures of a case")
        verbose_name_plural = _("figures of cases")
        indexes = [
            models.Index(fields=["body", "year"], name="monitoring_figures_body"),
            models.Index(fields=["region", "year"], name="monitoring_figures_region"),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class AssessedCriterion(models.Model):
    """The answer that counts for one criterion in the public version, the machine's or a person's."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assessed")
    criterion = models.ForeignKey("monitoring.Criterion", models.CASCADE, related_name="+")
    answer = models.CharField(max_length=15)
    by_machine = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("assessed criterion")
        verbose_name_plural = _("assessed criteria")
        constraints = [models.UniqueConstraint(fields=["case", "criterion"], name="monitoring_assessed_once")]
        indexes = [models.Index(fields=["criterion", "answer"], name="monitoring_assessed_answer")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.criterion_id}"


class ScorecardCommentQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(moderation=Moderation.SHOWN)

    def manageable_by(self, user: "Reader") -> Self:
        """Those of the bodies of the person's regions; those of the whole country are an administrator's."""
        centres = permissions.managed_centres(user)
        own = ExecutiveBody.objects.filter(region__centres__in=centres or ())
        return self if centres is None else self.filter(body__in=own.values("pk"))


class ScorecardComment(models.Model):
    """What a body says of its own scorecard; stands beside it."""

    body = models.ForeignKey(
        ExecutiveBody, models.PROTECT, related_name="scorecard_comments", verbose_name=_("executive body")
    )
    text = models.TextField(_("comment"))
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.RU)
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=300)
    received_on = models.DateField(_("received on"))
    moderation = models.CharField(
        _("moderation"), max_length=10, choices=Moderation.choices, default=Moderation.WAITING
    )

    objects = ScorecardCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment of a body on its scorecard")
        verbose_name_plural = _("comments of bodies on their scorecards")
        ordering = ["-received_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.body}, {self.received_on}"
