from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.enums import PUBLISHING_ROLES

PROTECTED_PREFIX = "/admin/"
OPEN_PATHS = ("/admin/login/", "/admin/logout/")


class SecondFactorMiddleware:
    """Who can publish may open the desk only with a second factor (REQUIRE_SECOND_FACTOR).

    The desk is the admin and every view marked `desk_only`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        in_admin = request.path.startswith(PROTECTED_PREFIX) and not request.path.startswith(OPEN_PATHS)
        if in_admin and lacks_second_factor(request.user):
            return ask_for_second_factor(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "desk_only", False) and lacks_second_factor(request.user):
            return ask_for_second_factor(request)
        return None


def lacks_second_factor(user: Any) -> bool:
    return bool(
        settings.REQUIRE_SECOND_FACTOR
        and user.is_authenticated
        and user.has_role(*PUBLISHING_ROLES)
        and not is_mfa_enabled(user)
    )


def ask_for_second_factor(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("To publish, first switch on the second factor of your account."))
    return redirect("mfa_activate_totp")
