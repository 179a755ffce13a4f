from typing import Any

import django_filters
from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from monitoring.enums import UNVERIFIED, Confidence
from monitoring.models.reference import LegalReference


class ReferenceFilterSet(WagtailFilterSet):
    verification = django_filters.ChoiceFilter(
        method="filter_verification",
        choices=[("needed", _("To be verified by a lawyer")), ("done", _("Needs no verification"))],
        label=_("Verification"),
        widget=forms.RadioSelect,
    )
    confidence = django_filters.MultipleChoiceFilter(
        choices=Confidence.choices, label=_("Confidence"), widget=forms.CheckboxSelectMultiple
    )
    used = django_filters.ChoiceFilter(
        method="filter_used",
        choices=[("yes", _("Used")), ("no", _("Not used"))],
        label=_("Usage"),
        widget=forms.RadioSelect,
    )

    def filter_verification(self, records: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """As `ReferenceModel.needs_verification` and `LegalReference.needs_verification`."""
        needed = Q(confidence__in=UNVERIFIED)
        if issubclass(records.model, LegalReference):
            needed &= Q(verified_on__isnull=True)
        return records.filter(needed if value == "needed" else ~needed)

    def filter_used(self, records: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return records.filter(usage_count__gt=0) if value == "yes" else records.filter(usage_count=0)


def filterset(model: type[Model], fields: list[str]) -> type[ReferenceFilterSet]:
    meta = type("Meta", (), {"model": model, "fields": fields})
    return type(f"{model.__name__}FilterSet", (ReferenceFilterSet,), {"Meta": meta})
