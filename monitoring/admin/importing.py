"""Import in the admin: upload, name the columns, look at what would happen, confirm. For the desk only."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from monitoring import permissions
from monitoring.admin.import_forms import ColumnsForm, UploadForm
from monitoring.admin.refusals import case_url
from monitoring.importing import runs
from monitoring.importing.errors import FileRefused
from monitoring.importing.labels import label_of
from monitoring.importing.mapping import TITLES, get_mapping
from monitoring.importing.results import Result
from monitoring.models import Case, ImportRun
from monitoring.models.importing import ImportState

NAME = "import_cases"
RUNS_SHOWN = 20
ROWS_A_PAGE = 100


class ImportPage(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Import")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not permissions.can_use_desk(request.user):
            raise PermissionDenied
        return self.elsewhere() or super().dispatch(request, *args, **kwargs)

    def elsewhere(self) -> HttpResponse | None:
        """Where to go instead, when this page is not for the state of the run."""
        return None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*super().get_breadcrumbs_items(), {"url": reverse(f"{NAME}:index"), "label": self.page_title}]
        return [*items, {"url": "", "label": str(self.run)}] if "pk" in self.kwargs else items

    @cached_property
    def run(self) -> ImportRun:
        return get_object_or_404(ImportRun.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def to_run(self) -> HttpResponse:
        return redirect(f"{NAME}:run", self.run.pk)


class ImportIndexView(ImportPage):
    template_name = "monitoring/admin/import_index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = ImportRun.objects.visible_to(self.request.user).defer("report")[:RUNS_SHOWN]
        return super().get_context_data(**{"form": UploadForm(), "runs": shown, **kwargs})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                run = runs.receive(
                    upload=form.cleaned_data["file"],
                    mapping=form.cleaned_data["mapping"],
                    source=form.cleaned_data["source"],
                    user=request.user,
                    language=(get_language() or "ru")[:2],
                )
            except FileRefused as refusal:
                form.add_error("file", refusal)
            else:
                return redirect(f"{NAME}:columns" if run.state == ImportState.UPLOADED else f"{NAME}:run", run.pk)
        return self.render_to_response(self.get_context_data(form=form))


class ImportColumnsView(ImportPage):
    template_name = "monitoring/admin/import_columns.html"

    def elsewhere(self) -> HttpResponse | None:
        run = self.run
        if run.is_under_way or run.state == ImportState.DONE or not get_mapping(run.mapping).chosen:
            return self.to_run()
        return None

    def form(self, **kwargs: Any) -> ColumnsForm:
        return ColumnsForm(self.run, runs.table_of(self.run), get_mapping(self.run.mapping), **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"run": self.run, "form": kwargs.pop("form", None) or self.form(), **kwargs})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(data=request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        runs.check(run=self.run, columns=form.chosen())
        return self.to_run()


class ImportRunView(ImportPage):
    """Progress while the worker is at it, then every row's result; the same page confirms."""

    template_name = "monitoring/admin/import_run.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.run.is_stuck:
            runs.check(run=self.run, columns=self.run.columns)
        else:
            runs.confirm(run=self.run)
        return self.to_run()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        wanted = self.request.GET.get("result", "")
        rows = [row for row in run.report.get("rows", ()) if self._wanted(row, wanted)]
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        self._add_links(page.object_list)
        return super().get_context_data(
            run=run,
            kind=TITLES[run.mapping],
            filters=self._filters(wanted),
            wanted=wanted,
            page=page,
            columns={source: label_of(target) for source, target in run.columns.items() if target},
            can_choose_columns=bool(run.columns) and not run.is_under_way and run.state != ImportState.DONE,
            **kwargs,
        )

    def _wanted(self, row: dict[str, Any], wanted: str) -> bool:
        if wanted == "doubts":
            return any(not issue["is_error"] for issue in row["issues"])
        return not wanted or row["result"] == wanted

    def _filters(self, wanted: str) -> list[dict[str, Any]]:
        counts = self.run.report.get("counts", {})
        doubts = sum(self._wanted(row, "doubts") for row in self.run.report.get("rows", ()))
        found = [{"key": "", "label": gettext_lazy("All rows"), "count": sum(counts.values())}]
        found += [{"key": r.value, "label": r.label, "count": counts.get(r.value, 0)} for r in Result]
        found.append({"key": "doubts", "label": gettext_lazy("With warnings"), "count": doubts})
        return [item for item in found if item["count"] or item["key"] in ("", wanted)]

    def _add_links(self, rows: Any) -> None:
        cases = Case.objects.manageable_by(self.request.user).filter(import_key__in=[row["key"] for row in rows])
        links = {case.import_key: case_url("edit", case) for case in cases.only("import_key")}
        labels = dict(Result.choices)
        for row in rows:
            row["link"], row["label"] = links.get(row["key"]), labels[row["result"]]


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return permissions.can_use_desk(request.user)


class ImportViewSet(ViewSet):
    name = NAME
    icon = "upload"
    menu_label = gettext_lazy("Import")
    menu_name = "import"
    menu_item_class = DeskMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        views: list[tuple[str, type[ImportPage], str]] = [
            ("", ImportIndexView, "index"),
            ("<int:pk>/", ImportRunView, "run"),
            ("<int:pk>/columns/", ImportColumnsView, "columns"),
        ]
        return [path(route, self._view(view), name=name) for route, view, name in views]

    def _view(self, view: type[ImportPage]) -> Callable[..., HttpResponseBase]:
        return view.as_view()
