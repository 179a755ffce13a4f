"""Giving and taking a role: the membership that our rules ask for, and the group that Wagtail's permissions hang on."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, User

if TYPE_CHECKING:
    from monitoring.models import Centre

COORDINATORS = "Coordinators"
# Coordinators know the bodies and people of their regions; the law and the vocabularies they only read.
# Cases, files and logs are not here: the desk's policies ask roles and regions, never these permissions.
KEPT_BY_COORDINATORS = ("executivebody", "official", "initiator", "council")
READ_BY_COORDINATORS = (
    "act",
    "authority",
    "calendarday",
    "centre",
    "criterion",
    "deadlinerule",
    "decisionkind",
    "district",
    "outcome",
    "precedent",
    "provision",
    "region",
    "riskindicator",
    "sector",
    "violationtype",
)
VOLUNTEERS = "Volunteers"
EDITORS = "Editors: "


def editors_group(centre: "Centre") -> Group:
    """The group of a centre's editors; `home` gives it that centre's pages and collections, and no others."""
    return Group.objects.get_or_create(name=f"{EDITORS}{centre.key}")[0]


def coordinators_group() -> Group:
    """Coordinators work at the desk; which cases they see is decided by region, not by the group."""
    group, _created = Group.objects.get_or_create(name=COORDINATORS)
    group.permissions.set(
        Permission.objects.filter(
            Q(content_type__app_label="wagtailadmin", codename="access_admin")
            | Q(content_type__app_label="monitoring", content_type__model__in=KEPT_BY_COORDINATORS)
            & ~Q(codename__startswith="delete_")
            | Q(content_type__app_label="monitoring", content_type__model__in=READ_BY_COORDINATORS)
            & Q(codename__startswith="view_")
            | Q(content_type__app_label="search", content_type__model__in=["synonymgroup", "readyquestion"])
            & ~Q(codename__startswith="delete_")
        )
    )
    return group


@transaction.atomic
def grant_role(*, user: User, role: Role, centre: "Centre | None" = None) -> Membership:
    """Idempotent. Raises ValidationError when a role other than administrator has no centre."""
    membership = Membership.objects.filter(user=user, role=role, centre=centre).first()
    if membership is None:
        membership = Membership(user=user, role=role, centre=centre)
        membership.full_clean()
        membership.save()
    if role == Role.ADMINISTRATOR and not user.is_superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    follow_roles(user)
    return membership


@transaction.atomic
def revoke_role(*, user: User, role: Role, centre: "Centre | None" = None) -> None:
    """Idempotent. Raises ValidationError when the site would be left without an administrator."""
    Membership.objects.filter(user=user, role=role, centre=centre).delete()
    if role == Role.ADMINISTRATOR and not user.memberships.filter(role=role).exists():
        others = User.objects.select_for_update().filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
        if not others.exists():
            raise ValidationError(_("Someone must remain an administrator of the site."))
        user.is_superuser = user.is_staff = False
        user.save(update_fields=["is_superuser", "is_staff"])
    follow_roles(user)


def follow_roles(user: User) -> None:
    """Bring the groups of our making in line with the person's roles; groups of other making stay."""
    due = set()
    for membership in user.memberships.select_related("centre"):
        if membership.role == Role.COORDINATOR:
            due.add(coordinators_group())
        elif membership.role == Role.EDITOR and membership.centre is not None:
            due.add(editors_group(membership.centre))
        elif membership.role == Role.VOLUNTEER:
            due.add(Group.objects.get_or_create(name=VOLUNTEERS)[0])
    of_roles = Q(name__in=(COORDINATORS, VOLUNTEERS)) | Q(name__startswith=EDITORS)
    held = set(user.groups.filter(of_roles))
    user.groups.remove(*(held - due))
    user.groups.add(*(due - held))
    user.__dict__.pop("roles", None)
