from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from monitoring.enums import CentreStatus, DistrictKind, RegionKind
from monitoring.models.case_counts import WithCasesQuerySet
from monitoring.models.reference import ReferenceModel


class Region(ReferenceModel):
    """A region or city of republican significance; `key` is the three letters of reference numbers (PAV)."""

    kind = models.CharField(_("kind"), max_length=10, choices=RegionKind.choices, default=RegionKind.REGION)
    iso = models.CharField("ISO 3166-2", max_length=6, unique=True)
    kato = models.CharField("KATO", max_length=2, blank=True)
    short = models.CharField(_("short name"), max_length=10, help_text=_("Label on the tile map."))
    centre = models.CharField(_("administrative centre"), max_length=100, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField(_("row on the tile map"), default=1)
    tile_column = models.PositiveSmallIntegerField(_("column on the tile map"), default=1)
    valid_from = models.DateField(_("exists since"), null=True, blank=True)
    valid_to = models.DateField(_("existed until"), null=True, blank=True)

    objects = WithCasesQuerySet.as_manager()

    class Meta(ReferenceModel.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def get_absolute_url(self) -> str:
        return reverse("monitoring:region", args=[self.letters])

    @property
    def letters(self) -> str:
        return self.key


class District(ReferenceModel):
    region = models.ForeignKey(Region, models.PROTECT, related_name="districts", verbose_name=_("region"))
    kind = models.CharField(_("kind"), max_length=15, choices=DistrictKind.choices, default=DistrictKind.DISTRICT)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")


class Centre(ReferenceModel):
    """An Aarhus centre and the regions it covers; people hold their roles in a centre."""

    city = models.CharField(_("city"), max_length=100, blank=True)
    regions = models.ManyToManyField(Region, related_name="centres", verbose_name=_("regions"), blank=True)
    host = models.CharField(_("hosted by"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=CentreStatus.choices, default=CentreStatus.TO_BE_CONFIRMED
    )
    note = models.TextField(_("note"), blank=True)

    class Meta(ReferenceModel.Meta):
        verbose_name = _("Aarhus centre")
        verbose_name_plural = _("Aarhus centres")
