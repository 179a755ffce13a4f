from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.reports.workflows import WorkflowView
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.choosers import PublicCaseChooser, public_case_chooser
from home.my_centre import MyCentreItem, my_centre
from home.permissions import require_explorable
from home.reports import NamelessWorkflows
from home.translation_guard import urls

# The report has no setting for it, and its address cannot be taken over.
WorkflowView.filterset_class = NamelessWorkflows


@hooks.register("register_admin_viewset")
def register_public_case_chooser() -> PublicCaseChooser:
    return public_case_chooser


@hooks.register("register_admin_urls", order=-1)
def register_urls() -> list[URLPattern]:
    return [*urls(), path("my-centre/", my_centre, name="my_centre")]


@hooks.register("register_admin_menu_item")
def register_my_centre() -> MyCentreItem:
    return MyCentreItem(_("My centre"), reverse_lazy("my_centre"), icon_name="home", order=90)


@hooks.register("construct_explorer_page_queryset")
def stop_at_the_border(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    require_explorable(parent_page, request.user)
    return pages
