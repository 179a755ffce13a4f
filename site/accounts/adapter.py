from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url

from accounts.enums import ADMIN_ROLES


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Accounts are made by a centre's coordinator or an administrator: nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Take each person to where their work waits."""
        if request.user.is_authenticated and request.user.has_role(*ADMIN_ROLES):
            return resolve_url("wagtailadmin_home")
        return resolve_url("monitoring:log_home")
