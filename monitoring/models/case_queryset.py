"""Which cases an audience may see, and what their pages need with them."""

from typing import TYPE_CHECKING, Self, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import WorkflowState

from monitoring import permissions
from monitoring.models.case_parts import JOINED, gather, prefetches, was_referred

if TYPE_CHECKING:
    from monitoring.models.case import Case
    from monitoring.permissions import Reader


PUBLIC = Q(live=True, withdrawn_at__isnull=True)
# What one item of a list tells of a case, and by what it calls a record that the case refers to.
TOLD = ("reference", "title", "language", "summary", "stage", "body_text", "live", "last_published_at")
NAMES = ("name", *(f"name_{code}" for code, _name in settings.LANGUAGES))


class CaseQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What anyone may read: published and not withdrawn."""
        return self.filter(PUBLIC)

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_at__isnull=False)

    def being_checked(self) -> Self:
        """Never published and in review now: the public learns only how many there are in a region."""
        reviewed = self.model._default_manager.filter(workflow_states__status=WorkflowState.STATUS_IN_PROGRESS)
        return self.filter(live=False, version=0, pk__in=reviewed.values("pk"))

    def for_lists(self) -> Self:
        """The last published first, with what one item of a list tells."""
        beside = ("kind", "region", "body")
        names = (f"{relation}__{name}" for relation in beside for name in NAMES)
        return self.select_related(*beside).only(*TOLD, *names).order_by("-last_published_at", "-pk")

    def with_record(self) -> Self:
        """Everything the page of a case shows, in a fixed number of queries."""
        return self.select_related(*JOINED).prefetch_related(*prefetches(self.model))

    def record(self) -> "Case | None":
        """The first of these with everything its page shows, in two queries."""
        key = self.values_list("pk", was_referred(self.model)).first()
        return gather(self.model, self.db, *key) if key else None

    def manageable_by(self, user: "Reader") -> Self:
        """Cases whose drafts this person may see and work on at the desk."""
        centres = permissions.managed_centres(user)
        if centres is None:
            return self
        in_scope = self.model._default_manager.filter(Q(centre__in=centres) | Q(region__centres__in=centres))
        return self.filter(pk__in=in_scope.values("pk"))

    def visible_to(self, user: "Reader") -> Self:
        """Public cases, those of the person's desk, and those grown from the person's own logs."""
        if not user.is_authenticated:
            return self.public()
        own = self.model._default_manager.filter(log__volunteer=user.pk)
        managed = cast(Self, self.model._default_manager.all()).manageable_by(user)
        return self.filter(PUBLIC | Q(pk__in=own.values("pk")) | Q(pk__in=managed.values("pk")))
