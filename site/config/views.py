from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_request


def language_root(request: HttpRequest) -> HttpResponse:
    """Send a reader of the bare address to the tree of the language their browser asks for."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def admin_login(request: HttpRequest) -> HttpResponse:
    """The Wagtail admin signs in where everyone signs in; who is signed in and sent here may not enter it."""
    if request.user.is_authenticated:
        raise PermissionDenied
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = resolve_url("wagtailadmin_home")
    return redirect_to_login(target, resolve_url(settings.LOGIN_URL))
