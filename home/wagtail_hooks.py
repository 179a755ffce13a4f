from django.http import HttpRequest
from django.urls import URLPattern
from wagtail import hooks
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.choosers import PublicCaseChooser, public_case_chooser
from home.permissions import require_explorable
from home.translation_guard import urls


@hooks.register("register_admin_viewset")
def register_public_case_chooser() -> PublicCaseChooser:
    return public_case_chooser


@hooks.register("register_admin_urls", order=-1)
def register_guarded_translation_urls() -> list[URLPattern]:
    return urls()


@hooks.register("construct_explorer_page_queryset")
def stop_at_the_border(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    require_explorable(parent_page, request.user)
    return pages
