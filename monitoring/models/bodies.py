"""Who decides, who headed them when, who proposes, and who must answer."""

from typing import Self, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from monitoring.enums import BodyKind
from monitoring.models.case_counts import WithCasesQuerySet
from monitoring.models.places import Region
from monitoring.models.reference import ReferenceModel


class MergeableQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Without those merged into another."""
        return self.filter(merged_into__isnull=True)


class Mergeable(models.Model):
    """A duplicate stays as a signpost: `merged_into` leads its old address to the one that was kept."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)

    objects = MergeableQuerySet.as_manager()

    class Meta:
        abstract = True

    def kept(self) -> Self:
        """The record this one was merged into, or itself."""
        return cast(Self, self.merged_into).kept() if self.merged_into else self


class BodyQuerySet(WithCasesQuerySet, MergeableQuerySet):  # type: ignore[override]  # as_manager() of both
    pass


class ExecutiveBody(Mergeable, ReferenceModel):  # noqa: DJ008 (the base has it)
    """An executive body that takes or prepares decisions; the tree follows subordination."""

    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind.choices, default=BodyKind.OTHER)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("subordinate to"),
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name=_("region"),
        help_text=_("Empty for a body of the whole country."),
    )
    bin = models.CharField(_("business number (BIN)"), max_length=12, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("The body that took over after a reorganisation."),
    )
    valid_from = models.DateField(_("exists since"), null=True, blank=True)
    valid_to = models.DateField(_("existed until"), null=True, blank=True)

    objects = BodyQuerySet.as_manager()  # type: ignore[misc]  # a narrower manager than the base class has

    class Meta(ReferenceModel.Meta):
        verbose_name = _("executive body")
        verbose_name_plural = _("executive bodies")

    def get_absolute_url(self) -> str:
        return reverse("monitoring:body", args=[self.key])

    def clean(self) -> None:
        super().clean()
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": _("A body cannot be subordinate to itself.")})
            seen.add(above.pk)
            above = above.parent


class Official(Mergeable, ReferenceModel, ClusterableModel):  # noqa: DJ008 (the base has it)
    """A person in a public position; only what concerns the office is kept."""

    class Meta(ReferenceModel.Meta):
        verbose_name = _("official")
        verbose_name_plural = _("officials")

    def get_absolute_url(self) -> str:
        return reverse("monitoring:official", args=[self.key])


class Tenure(models.Model):
    """`started_on` and `ended_on` are both inclusive; an empty end means in office now."""

    official = ParentalKey(Official, on_delete=models.CASCADE, related_name="tenures", verbose_name=_("official"))
    body = models.ForeignKey(ExecutiveBody, models.PROTECT, related_name="tenures", verbose_name=_("executive body"))
    position = models.CharField(_("position"), max_length=300)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="monitoring_tenure_ends_after_start",
                violation_error_message=_("The tenure ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.position}"


class Initiator(Mergeable, ReferenceModel):  # noqa: DJ008 (the base has it)
    """Who proposes the activity. A private person is never named: `is_private` records only that."""

    bin = models.CharField(_("business number (BIN)"), max_length=12, blank=True, db_index=True)
    is_private = models.BooleanField(_("private person"), default=False)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("initiator")
        verbose_name_plural = _("initiators")


class Authority(ReferenceModel):
    """To whom a finding can be referred."""

    purpose = models.CharField(_("what is sent to it"), max_length=500, blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
