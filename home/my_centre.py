"""The shortest way from the admin's menu to the page an editor answers for."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.admin.menu import MenuItem
from wagtail.query import PageQuerySet

from home.models import CentrePage


def own_pages(user: Any) -> PageQuerySet:
    """Pages of the centres whose editors this person is among."""
    return CentrePage.objects.filter(group_permissions__group__user=user.pk).distinct()


def my_centre(request: HttpRequest) -> HttpResponse:
    """To the page in the language of the admin, else in any."""
    pages = own_pages(request.user).order_by("path")
    page = pages.filter(locale__language_code=get_language()).first() or pages.first()
    if page is None:
        raise PermissionDenied
    return redirect("wagtailadmin_explore", page.pk)


class MyCentreItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return own_pages(request.user).exists()
