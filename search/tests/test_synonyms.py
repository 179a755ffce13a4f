"""Synonyms are loaded without overwriting editors, widen queries both ways at once, and are kept in the admin."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.tests.factories import CaseFactory, CentreFactory
from search import synonyms
from search.filters import Selection
from search.language.lexicon import key
from search.names import Names
from search.vocabulary import SynonymGroup

pytestmark = pytest.mark.django_db


def titles(text):
    address = QueryDict(mutable=True)
    address["q"] = text
    return sorted(Selection.read(address, Names()).records().values_list("title", flat=True))


@pytest.fixture
def cases():
    CaseFactory(title="Материалы ОВОС", published=True)
    CaseFactory(title="ҚОӘБ жобасы", language="kk", published=True)


def test_the_file_is_sound():
    synonyms.load()
    for group in SynonymGroup.objects.all():
        group.full_clean()
    for pair in ("ОВОС ҚОӘБ", "НПО ҮЕҰ", "СЭО СЭБ", "НПА НҚА", "ООПТ ЕҚТА", "РВПЗ ЛШТТ", "МИО ЖАО"):
        russian, kazakh = pair.split()
        assert kazakh in synonyms.current().others(key(russian))
        assert russian in synonyms.current().others(key(kazakh))


def test_both_ways_on_the_site(cases):
    assert titles("ОВОС") == ["Материалы ОВОС"]
    synonyms.load()
    both = ["Материалы ОВОС", "ҚОӘБ жобасы"]
    assert titles("ОВОС") == titles("қоәб") == titles("EIA") == both
    assert titles('"ОВОС"') == ["Материалы ОВОС"]


def test_an_editors_change_holds_for_the_next_search_and_outlives_a_reload(cases):
    synonyms.load()
    group = SynonymGroup.objects.get(key="eia")
    group.is_used = False
    group.save()
    assert titles("ОВОС") == ["Материалы ОВОС"]
    report = synonyms.load()
    assert report.kept == []
    assert report.created == 0
    assert titles("ОВОС") == ["Материалы ОВОС"]
    SynonymGroup.objects.filter(key="eia").update(is_used=True, words=["ОВОС", "жоба"])
    assert synonyms.load().kept == ["eia.words"]
    assert titles("ОВОС") == ["Материалы ОВОС", "ҚОӘБ жобасы"]


def test_the_command_says_what_it_did(capsys):
    call_command("load_synonyms")
    call_command("load_synonyms")
    assert "0 created, 0 updated" in capsys.readouterr().out


def test_one_query_and_none_without_words(cases):
    synonyms.load()
    for text, queries in (("", 0), ("карьер ОВОС НПО", 1)):
        with CaptureQueriesContext(connection) as captured:
            Selection.read(QueryDict(f"q={text}"), Names())
        assert len(captured) == queries


@pytest.mark.parametrize(
    "words", [[], ["одно"], ["одно", "Одно"], ["одно", "…"], ["одно", 2], "одно", ["а" * 201, "б"]]
)
def test_a_group_needs_two_words(words):
    with pytest.raises(ValidationError):
        SynonymGroup(key="some", words=words).full_clean()


def test_a_coordinator_keeps_the_list(client, cases):
    user = UserFactory()
    grant_role(user=user, role=Role.COORDINATOR, centre=CentreFactory())
    client.force_login(user)
    url = reverse("wagtailsnippets_search_synonymgroup:add")
    wrong = client.post(url, {"key": "eia", "words": "ОВОС", "is_used": "on"})
    assert "ОВОС" in wrong.content.decode()
    assert not SynonymGroup.objects.exists()
    assert client.post(url, {"key": "eia", "words": "ОВОС\nҚОӘБ", "is_used": "on"}).status_code == 302
    assert titles("ОВОС") == ["Материалы ОВОС", "ҚОӘБ жобасы"]
    assert "ОВОС = ҚОӘБ" in client.get(reverse("wagtailsnippets_search_synonymgroup:list")).content.decode()
