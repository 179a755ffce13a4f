"""Sessions of public councils in the admin."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from monitoring.admin.council_forms import CouncilSessionForm
from monitoring.admin.council_list import COLUMNS, SessionDeleteView, SessionFilterSet, SessionIndexView, with_counts
from monitoring.admin.council_scope import (
    SessionChooserViewSet,
    SessionPermissionPolicy,
    SessionURLFinder,
    own_session,
)
from monitoring.admin.scope import signed_in
from monitoring.models import CouncilSession


def row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


RECOMMENDATIONS = InlinePanel(
    "recommendations",
    panels=[
        FieldPanel("text", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("case"),
        FieldRowPanel([FieldPanel("sent_on"), FieldPanel("due_on", read_only=True)]),
        row("replied_on", "result"),
        FieldPanel("reply_text", widget=forms.Textarea(attrs={"rows": 3})),
        row("reply_published_on", "reply_url"),
    ],
    heading=_("Recommendations"),
    label=_("Recommendation"),
    help_text=_("By when the body must reply is counted when you save."),
)

EDIT_HANDLER = ObjectList(
    [
        FieldPanel("council", widget=forms.Select),
        FieldRowPanel(
            [FieldPanel("held_on", help_text=_("14.03.2026, or 03.2026 or 2026 when that is all you know."))]
        ),
        FieldPanel("title"),
        MultiFieldPanel(
            [row("members_present", "members_total"), FieldPanel("conflict_of_interest")], heading=_("Who was there")
        ),
        MultiFieldPanel(
            [
                FieldPanel("agenda", widget=forms.Textarea(attrs={"rows": 4})),
                row("agenda_published_on", "protocol_published_on", "recommendations_published_on"),
                row("agenda_url", "protocol_url"),
            ],
            heading=_("Agenda and publication"),
        ),
        RECOMMENDATIONS,
        FieldPanel("note", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("source"),
        FieldPanel("is_public"),
    ],
    base_form_class=CouncilSessionForm,
)


class CouncilSessionViewSet(SnippetViewSet):
    model = CouncilSession
    icon = "group"
    menu_label = _("Sessions of councils")
    menu_name = "council-sessions"
    edit_handler = EDIT_HANDLER
    list_display = [Column("council", label=_("Public council"), sort_key="council__order"), *COLUMNS]
    list_per_page = 50
    ordering = ["-held_on", "-pk"]
    search_fields = ["title"]
    filterset_class = SessionFilterSet
    index_view_class = SessionIndexView
    delete_view_class = SessionDeleteView
    list_export = [
        "council",
        "council.body",
        "council.body.region",
        "held_on",
        "title",
        "members_present",
        "members_total",
        "agenda_published_on",
        "protocol_published_on",
        "recommendations_published_on",
        "made",
        "unanswered",
        "overdue",
        "is_public",
        "source",
    ]
    export_headings = {
        "council.body": _("Executive body"),
        "council.body.region": _("Region"),
        "made": _("Recommendations"),
        "unanswered": _("Without a reply"),
        "overdue": _("Overdue"),
    }
    export_filename = "council-sessions"
    inspect_view_enabled = False
    copy_view_enabled = False
    permission_policy = SessionPermissionPolicy(CouncilSession)
    chooser_viewset_class = SessionChooserViewSet
    url_finder_class = SessionURLFinder

    def get_queryset(self, request: HttpRequest) -> QuerySet[CouncilSession]:
        own = CouncilSession.objects.manageable_by(signed_in(request))
        return with_counts(own).select_related("council__body__region")

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        return own_session(super().construct_view(view_class, **kwargs))

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """None to tick in a group: roles and regions decide."""
        return Permission.objects.none()
