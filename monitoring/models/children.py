"""What is drafted, reviewed and published together with a case. `uid` never changes: anchors and links use it."""

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from monitoring.enums import (
    EvidenceKind,
    FileState,
    MilestoneKind,
)
from monitoring.fields import PartialDateField
from monitoring.models.case import Case
from monitoring.models.evidence import EvidenceFile

if TYPE_CHECKING:
    from monitoring.permissions import Reader


class CaseChild(Orderable):
    uid = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)

    class Meta(Orderable.Meta):
        abstract = True


def add_last(siblings: Any, child: Orderable) -> None:
    """Put a new child behind its siblings; one without a place is the first on one database and the last on another."""
    places = [each.sort_order for each in siblings.all() if each.sort_order is not None]
    child.sort_order = max(places, default=-1) + 1
    siblings.add(child)


class MilestoneQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(case__live=True, case__withdrawn_at__isnull=True)


class Milestone(CaseChild):
    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(_("event"), max_length=30, choices=MilestoneKind.choices)
    date = PartialDateField(
        _("date"), null=True, blank=True, help_text=_("14.03.2026, or 03.2026 or 2026 when that is all you know.")
    )
    description = models.CharField(_("what happened"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True, help_text=_("Address or document."))

    objects = MilestoneQuerySet.as_manager()

    class Meta(CaseChild.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.get_kind_display()


class EvidenceLinkQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What anyone may open: marked public, its case published and not withdrawn, its safe copy ready."""
        return self.filter(
            Q(file__isnull=True) | Q(file__state=FileState.READY),
            is_public=True,
            case__live=True,
            case__withdrawn_at__isnull=True,
        )

    def visible_to(self, user: "Reader") -> Self:
        """What the person may open: what anyone may, and everything of the cases they manage."""
        public = EvidenceLink.objects.public()
        if not user.is_authenticated:
            return self.filter(pk__in=public.values("pk"))
        managed = Case.objects.manageable_by(user)
        return self.filter(Q(pk__in=public.values("pk")) | Q(case__in=managed.values("pk")))


class EvidenceLink(CaseChild):
    """A file or an address that shows what happened. Confidential unless a coordinator opens it."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(
        EvidenceFile, models.PROTECT, null=True, blank=True, related_name="links", verbose_name=_("file")
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=EvidenceKind.choices, default=EvidenceKind.OTHER)
    title = models.CharField(
        _("what it shows"), max_length=300, help_text=_("Public: name no one who did not agree to it.")
    )
    date = PartialDateField(_("date"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Tick only if it cannot harm anyone who spoke or took it.")
    )

    objects = EvidenceLinkQuerySet.as_manager()

    class Meta(CaseChild.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(url=""),
                name="monitoring_evidence_file_or_url",
                violation_error_message=_("Attach a file or give an address."),
            )
        ]

    def __str__(self) -> str:
        return self.title
