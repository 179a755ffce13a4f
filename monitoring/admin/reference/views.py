"""Wagtail's snippet views, with search in every language, true counts of use, and signposts that lead on."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, InspectView

from monitoring.admin.exports import SafeExport
from monitoring.admin.reference.searching import matching
from monitoring.models import Case
from monitoring.models.bodies import Mergeable
from monitoring.services.usage import drafts_naming, is_used, links_to, used_by

CASES_SHOWN = 50


class ReferenceIndexView(SafeExport, IndexView):
    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        return super()._get_title_column(*args, **{**kwargs, "width": "34%"})

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def get_delete_url(self, instance: Any) -> str | None:
        return None if instance.usage_count else super().get_delete_url(instance)


class ReferenceEditView(EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record = self.object
        if isinstance(record, Mergeable) and record.merged_into:
            kept: Any = record.kept()
            messages.info(
                request, _("“%(old)s” was merged into “%(kept)s”, which you see here.") % {"old": record, "kept": kept}
            )
            return redirect(self.edit_url_name, kept.pk)
        return super().dispatch(request, *args, **kwargs)


class ReferenceDeleteView(DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and is_used(self.object):
            messages.error(request, _("“%(record)s” is in use and cannot be deleted.") % {"record": self.object})
            return redirect(self.model.snippet_viewset.get_url_name("usage"), self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class ReferenceInspectView(InspectView):
    def get_fields(self) -> list[str]:
        hidden = {"id", "loaded", "merged_into"}
        return [name for name in super().get_fields() if name not in hidden]


class ReferenceUsageView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """What refers to the record: numbers for everyone, cases by name only for those who may read them."""

    template_name = "monitoring/admin/reference/usage.html"
    page_title = gettext_lazy("Usage")
    any_permission_required = ("add", "change", "delete", "view")
    permission_policy: Any = None
    header_icon = "link"
    index_url_name: str = ""
    edit_url_name: str = ""

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        plural = str(self.object._meta.verbose_name_plural)
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": plural[:1].upper() + plural[1:]},
            {"url": "", "label": _("Usage"), "sublabel": str(self.object)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record: Any = self.object
        cases = self.cases()
        merged = list(record.merged.all()) if hasattr(record, "merged") else []
        return super().get_context_data(
            record=record,
            used=sorted(used_by([record]).items()),
            drafts=drafts_naming(record).values("object_id").distinct().count(),
            cases=cases[:CASES_SHOWN],
            more=max(0, cases.count() - CASES_SHOWN),
            merged=merged,
            **kwargs,
        )

    def cases(self) -> QuerySet[Case]:
        columns = [link.field.name for link in links_to(type(self.object)) if link.model is Case]
        person: Any = self.request.user
        found = Case.objects.none()
        for column in columns:
            found = found | Case.objects.visible_to(person).filter(**{column: self.object})
        return found.distinct()
