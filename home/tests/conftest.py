import pytest
from django.test import override_settings
from wagtail.models import Locale

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from home.models import CentrePage, HomePage, NewsIndexPage
from home.services import set_up_centre
from home.site_tree import set_up_trees
from monitoring.models import Centre
from monitoring.tests.factories import CentreFactory, RegionFactory


@pytest.fixture(scope="module")
def planted(rows_of_module):
    """The trees with two centres."""
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}):
        set_up_trees()
        region = RegionFactory(key="AST", name_ru="Астана")
        astana = CentreFactory(key="astana", name_ru="Орхусский центр Астаны", regions=[region])
        for centre in (CentreFactory(), astana):
            set_up_centre(centre=centre)


@pytest.fixture
def trees(planted, db):
    pass


@pytest.fixture
def home_page(trees):
    return HomePage.objects.get(locale__language_code="ru")


@pytest.fixture
def news_index(trees):
    return NewsIndexPage.objects.get(locale__language_code="ru")


@pytest.fixture
def kazakh(trees):
    return Locale.objects.get(language_code="kk")


@pytest.fixture
def pavlodar(trees):
    return Centre.objects.get(key="pavlodar")


@pytest.fixture
def astana(trees):
    return Centre.objects.get(key="astana")


@pytest.fixture
def pavlodar_page(pavlodar):
    return CentrePage.objects.get(centre=pavlodar, locale__language_code="ru")


@pytest.fixture
def astana_page(astana):
    return CentrePage.objects.get(centre=astana, locale__language_code="ru")


@pytest.fixture
def editor(pavlodar):
    """An editor of the Pavlodar centre and of nothing else."""
    user = UserFactory()
    grant_role(user=user, role=Role.EDITOR, centre=pavlodar)
    return user


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client
