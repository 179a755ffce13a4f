"""Referrals of the desk's cases: where a finding was sent."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from monitoring.admin.referral_scope import ReferralChooserViewSet, ReferralPermissionPolicy, own_referral
from monitoring.admin.scope import signed_in
from monitoring.models import Case, Referral


class ReferralForm(WagtailAdminModelForm):
    """Only published cases of the desk: a draft cannot be sent to an authority."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = Case.objects.manageable_by(self.for_user).public() if self.for_user else Case.objects.none()
        self.fields["case"].queryset = managed.order_by("reference")


class ReferralViewSet(SnippetViewSet):
    model = Referral
    icon = "mail"
    menu_label = _("Referrals")
    menu_name = "referrals"
    edit_handler = ObjectList(
        [
            FieldPanel("case"),
            FieldPanel("purpose"),
            FieldPanel("note"),
        ],
        base_form_class=ReferralForm,
    )
    list_display = [
        "__str__",
        Column("case", label=_("Case"), accessor="case.reference"),
        "opened_on",
    ]
    ordering = ["-opened_on", "-pk"]
    inspect_view_enabled = False
    copy_view_enabled = False
    permission_policy = ReferralPermissionPolicy(Referral)
    chooser_viewset_class = ReferralChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Referral]:
        own = Referral.objects.filter(case__in=Case.objects.manageable_by(signed_in(request)))
        return own.select_related("case")

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        return own_referral(super().construct_view(view_class, **kwargs))

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return Permission.objects.none()
