"""What a region or a body has of public cases."""

from typing import Any, Self

from django.db import models
from django.db.models import Aggregate, Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce


class WithCasesQuerySet(models.QuerySet):
    """Of a model that cases refer to. Each annotation asks an index of public cases once for each record."""

    def with_case_counts(self) -> Self:
        """Annotate `case_count`: how many public cases each has."""
        return self.annotate(case_count=Coalesce(self._of_public_cases(Count("pk")), 0))

    def with_last_publication(self) -> Self:
        """Annotate `last_publication`: when a public case of each was last published."""
        return self.annotate(last_publication=self._of_public_cases(Max("last_published_at")))

    def _of_public_cases(self, aggregate: Aggregate) -> Subquery:
        relation: Any = self.model._meta.get_field("cases")
        referring = relation.field.name
        cases = relation.related_model._default_manager.public().filter(**{referring: OuterRef("pk")})
        return Subquery(cases.order_by().values(referring).annotate(found=aggregate).values("found"))
