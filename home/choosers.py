"""Choosing a case for a news item: only what anyone may read, whoever chooses."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from monitoring.models import Case
from monitoring.models.case_queryset import CaseQuerySet


def naming(words: str) -> Q:
    """Every word in the title or the reference; by regular expressions, as SQLite's LIKE knows Latin case only."""
    found = Q()
    for word in words[:200].split():
        pattern = re.escape(word)
        found &= Q(title__iregex=pattern) | Q(other_title__iregex=pattern) | Q(reference__iregex=pattern)
    return found


class CaseFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Words of the title or the reference"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "KZ-PAV-2026-0042"}),
    )

    def filter(self, objects: CaseQuerySet) -> CaseQuerySet:
        objects = super().filter(objects)
        words = (self.cleaned_data.get("q") or "").strip()
        if words:
            self.is_searching, self.search_query = True, words
            objects = objects.filter(naming(words))
        return objects


class PublicCases:
    filter_form_class = CaseFilterForm

    def get_object_list(self) -> CaseQuerySet:
        return Case.objects.public().order_by("-first_published_at", "-pk")


class ChoosePublicCase(PublicCases, ChooseView):
    pass


class PublicCaseResults(PublicCases, ChooseResultsView):
    pass


class ChosenPublicCase(ChosenView):
    def get_object(self, pk: Any) -> Case:
        return Case.objects.public().get(pk=pk)


class ChosenPublicCases(ChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> CaseQuerySet:
        return Case.objects.public().filter(pk__in=pks)


class PublicCaseChooser(ChooserViewSet):
    model = Case
    name = "public_case_chooser"
    url_prefix = "public-cases/chooser"
    icon = "doc-full"
    choose_one_text = _("Choose a published case")
    choose_another_text = _("Choose another case")
    register_widget = False
    choose_view_class = ChoosePublicCase
    choose_results_view_class = PublicCaseResults
    chosen_view_class = ChosenPublicCase
    chosen_multiple_view_class = ChosenPublicCases


public_case_chooser = PublicCaseChooser()
PublicCaseWidget = public_case_chooser.widget_class
