"""Inviting people and giving them roles in the admin."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.services import VOLUNTEERS, grant_role
from accounts.tests.factories import UserFactory
from monitoring.tests.factories import CentreFactory, RegionFactory

pytestmark = pytest.mark.django_db
LIST, ADD = "wagtailusers_users:index", "wagtailusers_users:add"


def edit_url(user):
    return reverse("wagtailusers_users:edit", args=[user.pk])


def person(role, centre=None, **fields):
    user = UserFactory(**fields)
    grant_role(user=user, role=role, centre=centre)
    return user


@pytest.fixture
def pavlodar():
    return CentreFactory()


@pytest.fixture
def astana():
    return CentreFactory(key="astana", name_ru="Орхусский центр Астаны", regions=[RegionFactory(key="AST")])


@pytest.fixture
def administrator(client):
    user = person(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(client, pavlodar):
    user = person(Role.COORDINATOR, pavlodar)
    client.force_login(user)
    return user


def listed(client, **query):
    return {user.email for user in client.get(reverse(LIST), query).context["object_list"]}


def test_a_person_is_invited_sets_a_password_and_works(
    client, coordinator, pavlodar, django_capture_on_commit_callbacks
):
    assert client.get(reverse(ADD)).status_code == 200
    data = {"email": "Aigul@Example.org", "name": "Айгуль", "volunteer_of": [pavlodar.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse(ADD), data).status_code == 302
    made = User.objects.get(email="aigul@example.org")
    assert made.roles == {Role.VOLUNTEER: frozenset({pavlodar.pk})}
    assert [group.name for group in made.groups.all()] == [VOLUNTEERS]
    assert not made.has_usable_password()
    assert mail.outbox[0].to == ["aigul@example.org"]
    link = re.search(r"https?://[^/]+(/\S+/password/reset/key/\S+)", mail.outbox[0].body)[1]
    client.logout()
    form = client.get(link, follow=True)
    assert form.status_code == 200
    client.post(form.request["PATH_INFO"], {"password1": "vesna-v-pavlodare", "password2": "vesna-v-pavlodare"})
    assert User.objects.get(pk=made.pk).check_password("vesna-v-pavlodare")
    assert client.login(email="aigul@example.org", password="vesna-v-pavlodare")


def test_a_coordinator_gives_no_other_role_and_in_no_other_centre(client, coordinator, pavlodar, astana):
    page = client.get(reverse(ADD)).content.decode()
    assert "coordinator_of" not in page
    for more in ({"volunteer_of": [astana.pk]}, {"volunteer_of": []}):
        response = client.post(reverse(ADD), {"email": "new@example.org", **more, "administrator": "on"})
        assert response.status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()
    data = {"email": "new@example.org", "volunteer_of": [pavlodar.pk], "administrator": "on"}
    data |= {"coordinator_of": [pavlodar.pk], "is_superuser": "on"}
    client.post(reverse(ADD), data)
    made = User.objects.get(email="new@example.org")
    assert (made.is_superuser, set(made.roles)) == (False, {Role.VOLUNTEER})


def test_a_coordinator_manages_only_those_who_are_volunteers_of_the_centre(client, coordinator, pavlodar, astana):
    own = person(Role.VOLUNTEER, pavlodar, email="own@example.org")
    other = person(Role.VOLUNTEER, astana, email="other@example.org")
    both = person(Role.VOLUNTEER, pavlodar, email="both@example.org")
    grant_role(user=both, role=Role.EDITOR, centre=pavlodar)
    administrator = person(Role.ADMINISTRATOR, email="boss@example.org")
    assert listed(client) == {"own@example.org"}
    for stranger in (other, both, administrator, coordinator):
        assert client.get(edit_url(stranger), follow=True).status_code == 404
        assert client.post(edit_url(stranger), {"email": "x@example.org"}, follow=True).status_code == 404
    response = client.post(edit_url(own), {"email": "own@example.org", "name": "Ерлан", "volunteer_of": []})
    assert response.status_code == 302
    own = User.objects.get(pk=own.pk)
    assert (own.name, own.roles, own.is_active) == ("Ерлан", {}, False)


def test_nobody_else_sees_people(client, pavlodar):
    for role in (Role.EDITOR, Role.VOLUNTEER):
        client.force_login(person(role, pavlodar))
        for name in (LIST, ADD):
            assert client.get(reverse(name)).status_code in (302, 403)


def test_an_administrator_gives_and_takes_every_role(client, administrator, pavlodar, astana):
    user = person(Role.VOLUNTEER, pavlodar)
    data = {
        "email": user.email,
        "name": "",
        "is_active": "on",
        "coordinator_of": [astana.pk],
        "editor_of": [pavlodar.pk],
    }
    assert client.post(edit_url(user), data).status_code == 302
    assert User.objects.get(pk=user.pk).roles == {
        Role.COORDINATOR: frozenset({astana.pk}),
        Role.EDITOR: frozenset({pavlodar.pk}),
    }
    assert client.post(edit_url(user), {**data, "administrator": "on"}).status_code == 302
    assert User.objects.get(pk=user.pk).is_superuser
    assert client.post(edit_url(user), data).status_code == 302
    assert not User.objects.get(pk=user.pk).is_superuser


def test_nobody_takes_the_site_from_themselves(client, administrator):
    data = {"email": administrator.email, "name": "Новое имя"}
    assert client.post(edit_url(administrator), data).status_code == 302
    fresh = User.objects.get(pk=administrator.pk)
    assert (fresh.name, fresh.is_active, fresh.is_superuser) == ("Новое имя", True, True)


def test_a_known_address_is_refused_in_any_case(client, administrator, pavlodar):
    UserFactory(email="known@example.org")
    response = client.post(reverse(ADD), {"email": "KNOWN@example.org", "volunteer_of": [pavlodar.pk]})
    assert "email" in response.context["form"].errors
    assert len(mail.outbox) == 0


def test_the_list_is_searched_and_filtered_in_few_queries(
    client, administrator, pavlodar, astana, django_assert_max_num_queries
):
    for number in range(8):
        person(Role.VOLUNTEER, pavlodar, name=f"Ерлан {number}", email=f"v{number}@example.org")
    person(Role.COORDINATOR, astana, name="Айгуль", email="a@example.org")
    client.get(reverse(LIST))
    with django_assert_max_num_queries(20):
        assert len(listed(client)) == 10
    assert listed(client, q="АЙГУЛЬ") == {"a@example.org"}
    assert listed(client, role=[Role.COORDINATOR]) == {"a@example.org"}
    assert len(listed(client, centre=pavlodar.pk)) == 8


def test_nobody_is_deleted(client, administrator, pavlodar):
    user = person(Role.VOLUNTEER, pavlodar)
    client.post(reverse("wagtailusers_users:delete", args=[user.pk]))
    assert User.objects.filter(pk=user.pk).exists()


def test_everyone_changes_their_own_name_and_is_asked_for_no_other(client, coordinator):
    url = reverse("wagtailadmin_account")
    page = client.get(url)
    panels = [panel for panels in page.context["panels_by_tab"].values() for panel in panels]
    fields = {f"{panel.name}-{name}" for panel in panels for name in panel.get_form().fields}
    assert "name_email-name" in fields
    assert not {field for field in fields if field.endswith(("first_name", "last_name", "time_zone"))}
    data = {"name_email-name": "Сауле", "locale-preferred_language": "kk", "theme-theme": "system"}
    data |= {"theme-density": "default", "theme-contrast": "system"}
    assert client.post(url, data).status_code == 302
    coordinator.refresh_from_db()
    assert coordinator.name == "Сауле"
