from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from monitoring import permissions
from monitoring.admin.referrals.chain import ChainView
from monitoring.admin.referrals.listing import ChainListView
from monitoring.admin.referrals.opening import OpenView
from monitoring.admin.scope import with_desk


class ReferralViewSet(ViewSet):
    name = "monitoring_referrals"
    icon = "mail"
    menu_label = _("Referrals")
    menu_name = "referrals"

    @property
    def menu_url(self) -> str:
        return reverse("monitoring_referrals:list")

    def get_menu_item(self, order: int | None = None) -> Any:
        item = super().get_menu_item(order)
        item.is_shown = lambda request: permissions.can_use_desk(request.user)
        return item

    def get_urlpatterns(self) -> list[URLPattern]:
        def view(made: Any, **kwargs: Any) -> Callable[..., HttpResponseBase]:
            return with_desk(made.as_view(**kwargs))

        return [
            path("", view(ChainListView), name="list"),
            path("results/", view(ChainListView, results_only=True), name="list_results"),
            path("<int:pk>/", view(ChainView), name="chain"),
            path("open/<int:pk>/", view(OpenView), name="open"),
        ]
