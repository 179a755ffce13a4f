from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
)

from monitoring import permissions
from monitoring.admin.scope import DeskPermissionPolicy, keys, with_desk
from monitoring.models import Case, Referral

View = Callable[..., HttpResponseBase]


def desk_referrals(user: Any) -> QuerySet[Referral]:
    return Referral.objects.filter(case__in=Case.objects.manageable_by(user))


class ReferralPermissionPolicy(DeskPermissionPolicy):
    def user_has_permission_for_instance(self, user: Any, action: str, instance: Referral) -> bool:
        return permissions.can_manage(user, instance.case)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Referral]:
        return desk_referrals(user)


def own_referral(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        pk = unquote(str(kwargs.get("pk", "")))
        if pk and not (pk.isdigit() and desk_referrals(request.user).filter(pk=pk).exists()):
            raise Http404
        return view(request, *args, **kwargs)

    return with_desk(guarded)


class OwnReferrals:
    def get_object_list(self) -> QuerySet[Referral]:
        return desk_referrals(self.request.user)  # type: ignore[attr-defined]


class ReferralChooseView(OwnReferrals, ChooseView):
    pass


class ReferralChooseResultsView(OwnReferrals, ChooseResultsView):
    pass


class ReferralsChosenView(SnippetChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> QuerySet[Referral]:
        return desk_referrals(self.request.user).filter(pk__in=keys(pks))


class ReferralChooserViewSet(SnippetChooserViewSet):
    chosen_multiple_view_class = ReferralsChosenView
    choose_view_class = ReferralChooseView
    choose_results_view_class = ReferralChooseResultsView
    permission_policy = ReferralPermissionPolicy(Referral)

    def construct_view(self, view_class: type, **kwargs: Any) -> View:
        return own_referral(super().construct_view(view_class, **kwargs))
