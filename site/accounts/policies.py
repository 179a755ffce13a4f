"""Who administers whom: administrators everyone, coordinators the volunteers of their own centres."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.enums import Role
from accounts.models import Membership, User
from monitoring.models import Centre


def managed_centres(user: User) -> QuerySet[Centre]:
    """The centres whose volunteers the person may invite."""
    if user.is_administrator:
        return Centre.objects.all()
    return Centre.objects.filter(pk__in=[pk for pk in user.roles.get(Role.COORDINATOR, ()) if pk is not None])


def managed_people(user: User) -> QuerySet[User]:
    """A coordinator manages who is a volunteer of the centre and nothing more anywhere."""
    people = User.objects.all()
    if user.is_administrator:
        return people
    volunteers = people.filter(
        memberships__role=Role.VOLUNTEER, memberships__centre__in=managed_centres(user), is_superuser=False
    )
    return volunteers.exclude(memberships__in=_other_roles(user)).distinct()


def _other_roles(user: User) -> QuerySet[Membership]:
    return Membership.objects.exclude(Q(role=Role.VOLUNTEER) & Q(centre__in=managed_centres(user)))


class PeoplePolicy(BasePermissionPolicy):
    """Nobody is deleted: their work stays theirs. An account is closed by making it inactive."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return action != "delete" and user.is_active and user.has_role(Role.ADMINISTRATOR, Role.COORDINATOR)

    def user_has_any_permission(self, user: User, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: User, action: str, instance: User) -> bool:
        return self.user_has_permission(user, action) and managed_people(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: User, actions: Collection[str]) -> QuerySet[User]:
        return managed_people(user) if self.user_has_any_permission(user, actions) else User.objects.none()
