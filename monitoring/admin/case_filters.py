from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from monitoring import permissions
from monitoring.admin.listing import OUTDATED, DeskStatus, older_than
from monitoring.admin.scope import signed_in
from monitoring.enums import Stage
from monitoring.models import Case, Centre, DecisionKind, ExecutiveBody, Region, Suggestion


def own_regions(request: HttpRequest | None) -> QuerySet[Region]:
    return (
        Region.objects.filter(cases__in=Case.objects.manageable_by(signed_in(request))).distinct()
        if request
        else Region.objects.none()
    )


def own_centres(request: HttpRequest | None) -> QuerySet[Centre]:
    centres = permissions.managed_centres(signed_in(request)) if request else frozenset()
    return Centre.objects.all() if centres is None else Centre.objects.filter(pk__in=centres)


def own_bodies(request: HttpRequest | None) -> QuerySet[ExecutiveBody]:
    if request is None:
        return ExecutiveBody.objects.none()
    return ExecutiveBody.objects.filter(cases__in=Case.objects.manageable_by(signed_in(request))).distinct()


class CaseFilterSet(WagtailFilterSet):
    region = django_filters.ModelChoiceFilter(queryset=own_regions, label=_("Region"))
    kind = django_filters.ModelChoiceFilter(queryset=DecisionKind.objects.all(), label=_("Kind of decision"))
    stage = django_filters.MultipleChoiceFilter(
        choices=Stage.choices, label=_("Stage"), widget=forms.CheckboxSelectMultiple
    )
    desk_status = django_filters.MultipleChoiceFilter(
        choices=DeskStatus.choices, label=_("Status"), widget=forms.CheckboxSelectMultiple
    )
    older = django_filters.TypedChoiceFilter(
        method="filter_older",
        coerce=int,
        choices=[(7, _("More than a week")), (14, _("More than two weeks")), (30, _("More than a month"))],
        label=_("Untouched for"),
        widget=forms.RadioSelect,
    )
    draft = django_filters.ChoiceFilter(
        method="filter_draft",
        choices=[("unpublished", _("Unpublished changes")), ("outdated", _("Begun from an outdated version"))],
        label=_("Draft"),
        widget=forms.RadioSelect,
    )
    signs = django_filters.ChoiceFilter(
        method="filter_signs",
        choices=[("open", _("Wait for a decision"))],
        label=_("Suggested findings"),
        widget=forms.RadioSelect,
    )
    body = django_filters.ModelChoiceFilter(queryset=own_bodies, label=_("Executive body"))
    centre = django_filters.ModelChoiceFilter(queryset=own_centres, label=_("Aarhus centre"))

    class Meta:
        model = Case
        fields: list[str] = []

    def filter_older(self, cases: QuerySet[Case], name: str, days: Any) -> QuerySet[Case]:
        return cases.filter(older_than(int(days)))

    def filter_draft(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        return cases.filter(OUTDATED) if value == "outdated" else cases.filter(live=True, has_unpublished_changes=True)

    def filter_signs(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        return cases.filter(Exists(Suggestion.objects.open().filter(case=OuterRef("pk"))))
