"""Roles and the groups that follow them."""

import pytest
from django.core.exceptions import ValidationError

from accounts.enums import Role
from accounts.models import Membership
from accounts.services import COORDINATORS, VOLUNTEERS, grant_role, revoke_role
from accounts.tests.factories import UserFactory
from monitoring.models import Centre
from monitoring.tests.factories import CentreFactory, RegionFactory

pytestmark = pytest.mark.django_db


def groups(user):
    return sorted(user.groups.values_list("name", flat=True))


@pytest.fixture
def astana():
    return CentreFactory(key="astana", name_ru="Орхусский центр Астаны", regions=[RegionFactory(key="AST")])


def test_the_group_goes_with_the_last_role_that_needs_it(astana):
    user, pavlodar = UserFactory(), CentreFactory()
    for centre in (pavlodar, astana):
        grant_role(user=user, role=Role.COORDINATOR, centre=centre)
        grant_role(user=user, role=Role.EDITOR, centre=centre)
    assert groups(user) == [COORDINATORS, "Editors: astana", "Editors: pavlodar"]
    revoke_role(user=user, role=Role.COORDINATOR, centre=pavlodar)
    revoke_role(user=user, role=Role.EDITOR, centre=pavlodar)
    assert groups(user) == [COORDINATORS, "Editors: astana"]
    revoke_role(user=user, role=Role.COORDINATOR, centre=astana)
    assert groups(user) == ["Editors: astana"]
    assert user.roles == {Role.EDITOR: frozenset({astana.pk})}
    revoke_role(user=user, role=Role.COORDINATOR, centre=astana)


def test_groups_of_other_making_stay():
    from django.contrib.auth.models import Group

    user, centre = UserFactory(), CentreFactory()
    user.groups.add(Group.objects.create(name="Переводчики"))
    grant_role(user=user, role=Role.VOLUNTEER, centre=centre)
    assert groups(user) == [VOLUNTEERS, "Переводчики"]
    revoke_role(user=user, role=Role.VOLUNTEER, centre=centre)
    assert groups(user) == ["Переводчики"]


def test_an_administrator_can_go_but_not_the_last_one():
    first, second = UserFactory(), UserFactory()
    for user in (first, second):
        grant_role(user=user, role=Role.ADMINISTRATOR)
    revoke_role(user=second, role=Role.ADMINISTRATOR)
    second.refresh_from_db()
    assert (second.is_superuser, second.is_staff, second.roles) == (False, False, {})
    with pytest.raises(ValidationError):
        revoke_role(user=first, role=Role.ADMINISTRATOR)
    assert Membership.objects.filter(user=first, role=Role.ADMINISTRATOR).exists()
    first.refresh_from_db()
    assert first.is_superuser


def test_coordinators_keep_bodies_and_read_the_law():
    user = UserFactory()
    grant_role(user=user, role=Role.COORDINATOR, centre=CentreFactory())
    may = {codename for codename in user.get_all_permissions() if codename.startswith("monitoring.")}
    assert {"monitoring.change_executivebody", "monitoring.add_official", "monitoring.view_provision"} <= may
    assert not {permission for permission in may if ".delete_" in permission}
    assert not {"monitoring.change_provision", "monitoring.change_region", "monitoring.view_case"} & may
    assert Centre.objects.count() == 1
