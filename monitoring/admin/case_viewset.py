"""Cases in the admin: Wagtail's snippet views, each seeing only the desk's cases."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from monitoring.admin.attendance import AttendanceView
from monitoring.admin.case_edit import CaseCreateView, CaseDeleteView, CaseEditView
from monitoring.admin.case_filters import CaseFilterSet
from monitoring.admin.case_list import COLUMNS, CaseIndexView
from monitoring.admin.case_workflow import CaseCollectWorkflowActionDataView, CaseWorkflowActionView
from monitoring.admin.checklist import ChecklistView
from monitoring.admin.letters import LettersView
from monitoring.admin.listing import for_desk
from monitoring.admin.pack import PackView
from monitoring.admin.panels import EDIT_HANDLER
from monitoring.admin.reconcile import ReconcileView
from monitoring.admin.replies.pages import CaseRepliesView, InviteView, NoticeView, RequestView
from monitoring.admin.review import ReviewView
from monitoring.admin.scope import CasePermissionPolicy, CaseURLFinder, keys, of_the_desk, signed_in
from monitoring.admin.suggestions import SuggestionsView
from monitoring.admin.versions import CloseVersionsView
from monitoring.admin.withdraw import WithdrawView
from monitoring.models import Case


class OwnCases:
    def get_object_list(self) -> QuerySet[Case]:
        return Case.objects.manageable_by(self.request.user)  # type: ignore[attr-defined]


class CaseChooseView(OwnCases, ChooseView):
    pass


class CaseChooseResultsView(OwnCases, ChooseResultsView):
    pass


class CasesChosenView(SnippetChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> QuerySet[Case]:
        return Case.objects.manageable_by(self.request.user).filter(pk__in=keys(pks))


class CaseChooserViewSet(SnippetChooserViewSet):
    chosen_multiple_view_class = CasesChosenView
    choose_view_class = CaseChooseView
    choose_results_view_class = CaseChooseResultsView
    permission_policy = CasePermissionPolicy(Case)

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        return of_the_desk(super().construct_view(view_class, **kwargs))


class CaseViewSet(SnippetViewSet):
    model = Case
    icon = "folder-open-inverse"
    menu_label = _("Cases")
    menu_name = "cases"
    edit_handler = EDIT_HANDLER
    inspect_view_enabled = False
    copy_view_enabled = False
    list_display = ["title", *COLUMNS]
    list_per_page = 50
    search_fields = ["title"]
    filterset_class = CaseFilterSet
    list_export = [
        "reference",
        "title",
        "other_title",
        "region",
        "district",
        "body",
        "body_text",
        "kind",
        "sector",
        "get_stage_display",
        "desk_status",
        "version",
        "has_unpublished_changes",
        "centre",
        "first_published_at",
        "last_published_at",
        "waits_since",
    ]
    export_headings = {
        "get_stage_display": _("Stage"),
        "desk_status": _("Status"),
        "waits_since": _("Last step"),
    }
    export_filename = "cases"
    url_finder_class = CaseURLFinder
    chooser_viewset_class = CaseChooserViewSet
    index_view_class = CaseIndexView
    add_view_class = CaseCreateView
    edit_view_class = CaseEditView
    delete_view_class = CaseDeleteView
    unpublish_view_class = WithdrawView
    workflow_action_view_class = CaseWorkflowActionView
    collect_workflow_action_data_view_class = CaseCollectWorkflowActionDataView
    permission_policy = CasePermissionPolicy(Case)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        cases = Case.objects.manageable_by(signed_in(request))
        return for_desk(cases).select_related("region", "district", "body", "kind", "sector", "centre")

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        return of_the_desk(super().construct_view(view_class, **kwargs))

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("review/<int:pk>/", self.construct_view(ReviewView), name="review"),
            path("letters/<int:pk>/", self.construct_view(LettersView), name="letters"),
            path("pack/<int:pk>/", self.construct_view(PackView), name="pack"),
            path("checklist/<int:pk>/", self.construct_view(ChecklistView), name="checklist"),
            path("suggestions/<int:pk>/", self.construct_view(SuggestionsView), name="suggestions"),
            path("attendance/<int:pk>/", self.construct_view(AttendanceView), name="attendance"),
            path("versions/<int:pk>/", self.construct_view(CloseVersionsView), name="versions"),
            path("reconcile/<int:pk>/", self.construct_view(ReconcileView), name="reconcile"),
            path("replies/<int:pk>/", self.construct_view(CaseRepliesView), name="replies"),
            path("replies/<int:pk>/invite/", self.construct_view(InviteView), name="reply_invite"),
            path("replies/<int:pk>/<uuid:uid>/", self.construct_view(RequestView), name="reply_request"),
            path("replies/<int:pk>/<uuid:uid>/notice/", self.construct_view(NoticeView), name="reply_notice"),
        ]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None to tick in a group: roles and regions decide."""
        return Permission.objects.none()
