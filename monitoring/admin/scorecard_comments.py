"""What bodies say of their scorecards: entered as it came, shown when the desk has read it."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from monitoring import permissions
from monitoring.admin.scope import DeskPermissionPolicy, keys, signed_in, with_desk
from monitoring.models import ExecutiveBody, ScorecardComment

View = Callable[..., HttpResponseBase]


class CommentForm(WagtailAdminModelForm):
    """For bodies of the own regions only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        centres = permissions.managed_centres(self.for_user)
        bodies = ExecutiveBody.objects.current()
        if centres is not None:
            bodies = bodies.filter(region__centres__in=centres).distinct()
        self.fields["body"].queryset = bodies


class CommentPermissionPolicy(DeskPermissionPolicy):
    """What readers may have cited is not deleted: it is hidden. Wagtail's deletion asks for no instance."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: ScorecardComment) -> bool:
        if action == "delete":
            return False
        return ScorecardComment.objects.manageable_by(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[ScorecardComment]:
        return ScorecardComment.objects.manageable_by(user)


def own_comment(view: View) -> View:
    """Refuse who has no desk; answer 404 where `pk` is a comment of another region's body."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            own = ScorecardComment.objects.manageable_by(signed_in(request))
            if not own.filter(pk__in=keys([kwargs["pk"]])).exists():
                raise Http404
        return view(request, *args, **kwargs)

    return with_desk(guarded)


class CommentIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[ScorecardComment]:
        return ScorecardComment.objects.manageable_by(self.request.user).select_related("body")


class ScorecardCommentViewSet(ModelViewSet):
    model = ScorecardComment
    name = "monitoring_scorecard_comments"
    icon = "comment"
    menu_label = _("Comments on scorecards")
    menu_name = "scorecard-comments"
    edit_handler = ObjectList(
        [
            FieldPanel("body", widget=forms.Select),
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("position")]),
            FieldRowPanel([FieldPanel("received_on"), FieldPanel("language")]),
            FieldPanel("moderation"),
        ],
        base_form_class=CommentForm,
    )
    list_display = ["body", "received_on", "name", "get_moderation_display"]
    list_filter = ["moderation", "received_on"]
    ordering = ["-received_on", "-pk"]
    inspect_view_enabled = False
    copy_view_enabled = False
    index_view_class = CommentIndexView
    permission_policy = CommentPermissionPolicy(ScorecardComment)

    def construct_view(self, view_class: type, **kwargs: Any) -> View:
        return own_comment(super().construct_view(view_class, **kwargs))

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None to tick in a group: roles and regions decide."""
        return Permission.objects.none()
