"""The desk sees the sessions of the councils of its regions: asked by every admin view of a session."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
)

from monitoring import permissions
from monitoring.admin.scope import DeskPermissionPolicy, keys, with_desk
from monitoring.models import Council, CouncilSession

View = Callable[..., HttpResponseBase]


def desk_councils(user: Any) -> QuerySet[Council]:
    """Councils whose sessions the person records."""
    centres = permissions.managed_centres(user)
    councils = Council.objects.all()
    return councils if centres is None else councils.filter(body__region__centres__in=centres).distinct()


class SessionPermissionPolicy(DeskPermissionPolicy):
    """What readers may have cited is first taken off the site, then deleted."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: CouncilSession) -> bool:
        if action == "delete" and instance.is_public:
            return False
        return permissions.can_manage_council(user, instance.council)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[CouncilSession]:
        return CouncilSession.objects.manageable_by(user)


def own_session(view: View) -> View:
    """Refuse who has no desk; answer 404 where `pk` is a session of another region's council."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pk = unquote(str(kwargs.get("pk", "")))
        own = CouncilSession.objects.manageable_by(request.user)
        if pk and not own.filter(pk__in=keys([pk])).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return with_desk(guarded)


class OwnSessions:
    def get_object_list(self) -> QuerySet[CouncilSession]:
        return CouncilSession.objects.manageable_by(self.request.user)  # type: ignore[attr-defined]


class SessionChooseView(OwnSessions, ChooseView):
    pass


class SessionChooseResultsView(OwnSessions, ChooseResultsView):
    pass


class SessionsChosenView(SnippetChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> QuerySet[CouncilSession]:
        return CouncilSession.objects.manageable_by(self.request.user).filter(pk__in=keys(pks))


class SessionChooserViewSet(SnippetChooserViewSet):
    chosen_multiple_view_class = SessionsChosenView
    choose_view_class = SessionChooseView
    choose_results_view_class = SessionChooseResultsView
    permission_policy = SessionPermissionPolicy(CouncilSession)

    def construct_view(self, view_class: type, **kwargs: Any) -> View:
        return own_session(super().construct_view(view_class, **kwargs))


class SessionURLFinder(ModelAdminURLFinder):
    permission_policy = SessionPermissionPolicy(CouncilSession)
    edit_url_name = "wagtailsnippets_monitoring_councilsession:edit"
