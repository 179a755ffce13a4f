from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. The name is for colleagues only: no public page shows it."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True, help_text=_("Seen by colleagues only."))
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email

    @cached_property
    def roles(self) -> dict[str, frozenset[int | None]]:
        """For each role the ids of the centres it is held in; None stands for the whole country."""
        held: dict[str, set[int | None]] = {}
        if self.is_active and self.pk:
            for role, centre in self.memberships.values_list("role", "centre"):
                held.setdefault(role, set()).add(centre)
            if self.is_superuser:
                held.setdefault(Role.ADMINISTRATOR, set()).add(None)
        return {role: frozenset(centres) for role, centres in held.items()}

    def has_role(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    @property
    def is_administrator(self) -> bool:
        return self.has_role(Role.ADMINISTRATOR)


class Membership(models.Model):
    """A role of a person in an Aarhus centre; the centre says which regions it covers."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    centre = models.ForeignKey(
        "monitoring.Centre",
        models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
        verbose_name=_("Aarhus centre"),
        help_text=_("Empty only for an administrator of the whole site."),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "centre", "role"], name="accounts_membership_once"),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(centre__isnull=True),
                name="accounts_country_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(centre__isnull=False) | Q(role=Role.ADMINISTRATOR),
                name="accounts_membership_needs_centre",
                violation_error_message=_("Choose the centre in which this person holds the role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
