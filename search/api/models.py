import secrets
from hashlib import sha256
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiKeyQuerySet(models.QuerySet):
    def valid(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class ApiKey(models.Model):
    """Lets a program ask more often. It opens nothing that is not public, and only its digest is kept.

    `last_used_on` is a day and no moment: what the key asked for, and when, is written down nowhere.
    """

    name = models.CharField(_("whose program"), max_length=200)
    email = models.EmailField(_("address for notices"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    last_used_on = models.DateField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key of the API")
        verbose_name_plural = _("keys of the API")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def renew(self) -> str:
        """Make a new secret and return it; it is not kept and cannot be shown again."""
        secret = secrets.token_urlsafe(32)
        self.digest = digest(secret)
        return secret

    def note_use(self) -> None:
        """One write a day."""
        today = timezone.localdate()
        if self.last_used_on != today:
            type(self)._default_manager.filter(pk=self.pk).update(last_used_on=today)


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
