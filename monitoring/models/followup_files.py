"""Files of what follows a record: letters, replies, protocols. They live outside the draft of a case."""

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from monitoring.enums import FileState
from monitoring.models.case import Case
from monitoring.models.evidence import EvidenceFile

if TYPE_CHECKING:
    from monitoring.permissions import Reader


class FollowUpFileQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Marked public, its safe copy ready, and its case, if it has one, published and not withdrawn."""
        of_public = Q(case__isnull=True) | Q(case__live=True, case__withdrawn_at__isnull=True)
        return self.filter(of_public, is_public=True, file__state=FileState.READY)

    def visible_to(self, user: "Reader") -> Self:
        public = FollowUpFile.objects.public()
        if not user.is_authenticated:
            return self.filter(pk__in=public.values("pk"))
        managed = Case.objects.manageable_by(user)
        return self.filter(Q(pk__in=public.values("pk")) | Q(case__in=managed.values("pk")))


class FollowUpFile(models.Model):
    """A letter, a reply or another paper of the follow-up. Confidential unless a coordinator opens it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="follow_up_files", verbose_name=_("case")
    )
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="follow_up_links", verbose_name=_("file"))
    title = models.CharField(_("title"), max_length=300)
    is_public = models.BooleanField(_("public"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = FollowUpFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of the follow-up")
        verbose_name_plural = _("papers of the follow-up")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.title
