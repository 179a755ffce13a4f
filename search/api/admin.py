"""Keys of the API: administrators issue and revoke them. A key is shown once; Wagtail's log says who did what."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.permission_policies.base import BasePermissionPolicy

from monitoring import permissions
from search.api.models import ApiKey


class AdministratorsPolicy(BasePermissionPolicy):
    """No group can be given this. A key is never deleted: that it was issued and revoked stays known."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and user.is_active and permissions.is_administrator(user)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class KeyIndexView(generic.IndexView):
    page_title = gettext_lazy("Keys of the API")
    add_item_label = gettext_lazy("Issue a key")

    @property
    def columns(self) -> list[Any]:
        return [
            TitleColumn("name", label=gettext_lazy("Whose program"), get_url=self.get_edit_url),
            DateColumn("created_at", label=gettext_lazy("Issued")),
            DateColumn("last_used_on", label=gettext_lazy("Last used")),
            DateColumn("revoked_at", label=gettext_lazy("Revoked")),
        ]


class IssueView(generic.CreateView):
    page_title = gettext_lazy("Issue a key")

    def save_instance(self) -> ApiKey:
        self.secret = self.form.instance.renew()
        key: ApiKey = super().save_instance()
        return key

    def save_action(self) -> HttpResponse:
        """The key stands in this answer alone: neither in a message nor in an address; Wagtail forbids to keep it."""
        context = {**self.get_context_data(), "secret": self.secret, "index_url": self.get_success_url()}
        return render(self.request, "search/admin/key_issued.html", context)


class KeyEditView(generic.EditView):
    @property
    def header_buttons(self) -> list[Button]:
        if self.object.revoked_at:
            return []
        return [Button(_("Revoke"), url=self.get_delete_url(), icon_name="cross", priority=10)]


class RevokeView(generic.DeleteView):
    """At the address where other things are deleted; the row stays."""

    permission_required = "change"
    page_title = gettext_lazy("Revoke the key")
    success_message = gettext_lazy("%(object)s: the key is revoked.")
    template_name = "search/admin/key_revoke.html"
    header_icon = "cross"

    def delete_action(self) -> None:
        with transaction.atomic():
            if ApiKey.objects.valid().filter(pk=self.object.pk).update(revoked_at=timezone.now()):
                log(instance=self.object, action="search.revoke_key", user=self.request.user)


class ApiKeyViewSet(ModelViewSet):
    model = ApiKey
    name = "api_keys"
    icon = "key"
    menu_label = gettext_lazy("Keys of the API")
    menu_order = 900
    add_to_settings_menu = True
    form_fields = ["name", "email"]
    ordering = ["-created_at"]
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = KeyIndexView
    add_view_class = IssueView
    edit_view_class = KeyEditView
    delete_view_class = RevokeView
    permission_policy = AdministratorsPolicy(ApiKey)

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None to tick in a group."""
        return Permission.objects.none()
