import pytest
from django.contrib.auth.models import Permission

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.services.workflow import ensure_review_workflow
from monitoring.tests.factories import CentreFactory, RegionFactory


def person(role, centre=None):
    user = UserFactory()
    grant_role(user=user, role=role, centre=centre)
    return user


@pytest.fixture
def astana(db):
    return CentreFactory(
        key="astana", name_ru="Орхусский центр Астаны", regions=[RegionFactory(key="AST", name_ru="Астана")]
    )


@pytest.fixture
def coordinator(db):
    return person(Role.COORDINATOR, CentreFactory())


@pytest.fixture
def colleague(db):
    return person(Role.COORDINATOR, CentreFactory())


@pytest.fixture
def stranger(astana):
    return person(Role.COORDINATOR, astana)


@pytest.fixture
def administrator(db):
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def editor(db):
    user = person(Role.EDITOR, CentreFactory())
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def volunteer(db):
    return person(Role.VOLUNTEER, CentreFactory())


@pytest.fixture
def desk(client, coordinator):
    """The coordinator's browser."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def workflow(db):
    return ensure_review_workflow()
