"""The desk sees the cases of its regions and those assigned to it: asked by every admin view of a case."""

from collections.abc import Callable, Collection, Iterable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.permission_policies.base import BasePermissionPolicy

from monitoring import permissions
from monitoring.models import Case

View = Callable[..., HttpResponseBase]


class DeskPermissionPolicy(BasePermissionPolicy):
    """Roles and regions decide, never Django's permissions.

    Nobody needs Django's permissions on a case, and coordinators hold none: Wagtail's reports (workflows, site
    history, bulk deletion) ask only those, for the whole model, and would show the cases of every region.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return permissions.can_use_desk(user)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return permissions.can_use_desk(user)


class CasePermissionPolicy(DeskPermissionPolicy):
    def user_has_permission_for_instance(self, user: Any, action: str, instance: Case) -> bool:
        if action == "delete":
            return permissions.can_manage(user, instance) and can_be_deleted(instance)
        return permissions.can_manage(user, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Case]:
        return Case.objects.manageable_by(user)


def signed_in(request: HttpRequest) -> permissions.Person:
    """The person of a request: Wagtail lets nobody else into the admin."""
    return cast(permissions.Person, request.user)


def can_be_deleted(case: Case) -> bool:
    """Only what nobody has read or sent: a record once public is withdrawn, a volunteer's log is refused."""
    return case.version == 0 and not hasattr(case, "log")


def keys(typed: Iterable[Any]) -> list[int]:
    """Those of the values of an address or a form that can be keys of a record."""
    return [int(value) for value in map(str, typed) if value.isascii() and value.isdigit() and len(value) < 19]


def managed_case_or_404(user: Any, pk: Any) -> Case:
    try:
        return Case.objects.manageable_by(user).get(pk=int(str(pk)))
    except (Case.DoesNotExist, ValueError):
        raise Http404 from None


def with_desk(view: View) -> View:
    """Refuse who has no desk."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not permissions.can_use_desk(signed_in(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def of_the_desk(view: View) -> View:
    """Refuse who has no desk; answer 404 where `pk` is a case of another one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "pk" in kwargs:
            managed_case_or_404(request.user, kwargs["pk"])
        return view(request, *args, **kwargs)

    return with_desk(guarded)


class CaseURLFinder(ModelAdminURLFinder):
    permission_policy = CasePermissionPolicy(Case)
    edit_url_name = "wagtailsnippets_monitoring_case:edit"
