from collections.abc import Callable

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
    """Who can publish may enter the admin only with a second factor (REQUIRE_SECOND_FACTOR)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            settings.REQUIRE_SECOND_FACTOR
            and request.path.startswith(PROTECTED_PREFIX)
            and not request.path.startswith(OPEN_PATHS)
            and request.user.is_authenticated
            and request.user.has_role(*PUBLISHING_ROLES)
            and not is_mfa_enabled(request.user)
        ):
            messages.warning(request, _("To publish, first switch on the second factor of your account."))
            return redirect("mfa_activate_totp")
        return self.get_response(request)
