import pytest

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.tests.factories import CentreFactory


def browser(client, role):
    user = UserFactory()
    grant_role(user=user, role=role, centre=None if role == Role.ADMINISTRATOR else CentreFactory())
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def desk(client):
    """A coordinator's browser."""
    return browser(client, Role.COORDINATOR)


@pytest.fixture
def office(client):
    """An administrator's browser."""
    return browser(client, Role.ADMINISTRATOR)


@pytest.fixture
def editors(client):
    return browser(client, Role.EDITOR)
