"""The letter by which a new person sets a first password."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User


def invite(*, user: User, request: HttpRequest) -> None:
    """The link works once and for PASSWORD_RESET_TIMEOUT; later the page “Forgot the password” sends another."""
    link = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
    context = {
        "name": user.name,
        "link": settings.SITE_URL + link,
        "again": settings.SITE_URL + reverse("account_reset_password"),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
    }
    get_adapter(request).send_mail("accounts/email/invitation", user.email, context)
