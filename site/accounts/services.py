"""Giving a role: the membership that our rules ask for, and the group that Wagtail's permissions hang on."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

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
    "centre",
    "criterion",
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


def editors_group(centre: "Centre") -> Group:
    """The group of a centre's editors; `home` gives it that centre's pages and collections, and no others."""
    return Group.objects.get_or_create(name=f"Editors: {centre.key}")[0]


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
    if role == Role.COORDINATOR:
        user.groups.add(coordinators_group())
    elif role == Role.EDITOR and centre is not None:
        user.groups.add(editors_group(centre))
    elif role == Role.VOLUNTEER:
        user.groups.add(Group.objects.get_or_create(name=VOLUNTEERS)[0])
    elif role == Role.ADMINISTRATOR and not user.is_superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    user.__dict__.pop("roles", None)
    return membership
