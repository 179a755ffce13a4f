"""How often one may ask. Nobody signs in: all that is here is public."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.utils.crypto import salted_hmac
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from search.api.models import ApiKey, digest

KEYWORD = b"api-key"


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Api-Key …`. The key is `request.auth`; there is no user.

    What is no key is an error: a misprint would otherwise be noticed at the limit for those without one.
    """

    def authenticate(self, request: Request) -> tuple[None, ApiKey] | None:
        parts = get_authorization_header(request).split()
        if not parts:
            return None
        if len(parts) != 2 or parts[0].lower() != KEYWORD:
            raise AuthenticationFailed("A key is sent as: Authorization: Api-Key …. Without the header none is needed.")
        key = ApiKey.objects.valid().filter(digest=digest(parts[1].decode("latin-1"))).first()
        if key is None:
            raise AuthenticationFailed("This key is not known or was revoked.")
        key.note_use()
        return None, key

    def authenticate_header(self, request: Request) -> str:
        return "Api-Key"


class AnonymousThrottle(SimpleRateThrottle):
    scope = "anonymous"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """The reader's address is kept nowhere, only its digest for the time of the limit."""
        if request.auth:
            return None
        address = get_adapter().get_client_ip(request._request)
        return f"throttle.{salted_hmac('search.api.throttle', address, algorithm='sha256').hexdigest()}"


class KeyThrottle(SimpleRateThrottle):
    scope = "key"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        return f"throttle.key.{request.auth.pk}" if request.auth else None
