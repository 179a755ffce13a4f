"""The engine of the database in use answers as the reading of the language says: these run on both databases."""

from contextlib import nullcontext

import pytest
from django.db import connection, transaction

from monitoring.tests.factories import BodyFactory, CaseFactory, InitiatorFactory
from search import engine
from search.engine.sqlite import _columns
from search.filters import Selection
from search.language import Document, IndexedWord, Query, Weight
from search.models import CaseRecord

pytestmark = pytest.mark.django_db
FORMS = {
    "postgresql": [
        "'arкарьер'",
        "'axкарьеры':24",
        "'f1'",
        "'hrкарьер'",
        "'hxкарьеры':1",
        "'rкарьер'",
        "'vкар'",
        "'xкарьеры':1,12,13",
    ],
    "sqlite": [
        "rкарьер xкарьеры",
        "",
        "vкар xкарьеры vкар xкарьеры",
        "rкарьер xкарьеры",
        "border xкарьеры",
        "",
        "border xкарьеры xкарьеры",
        "border xкарьеры",
        "f1",
    ],
}


@pytest.fixture
def quarry():
    return CaseFactory(
        title="Карьер у села Торайгыр",
        other_title="Торайғыр ауылының жанындағы карьер",
        summary="Итоги общественных слушаний не опубликованы.\nПриказ № 286 не соблюдён.",
        place_text="берег озера",
        body=BodyFactory(name_ru="Управление недропользования", name_kk="Жер қойнауын пайдалану басқармасы"),
        published=True,
    )


@pytest.fixture
def landfill():
    return CaseFactory(
        title="Қалдықтар полигонын кеңейту",
        language="kk",
        summary="Тұрғындар жобаға қарсы шықты. Приказ № 2861.",
        summary_language="kk",
        body=None,
        initiator=InitiatorFactory(name_ru="ТОО «Таза Карьер»"),
        published=True,
    )


def found(text):
    records = CaseRecord.objects.public().matching(Query.parse(text))
    return {record.title.partition(" ")[0] for record in records}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("карьеры", {"Карьер", "Қалдықтар"}),
        ("карьеры слушание", {"Карьер"}),
        ("калдык", {"Қалдықтар"}),
        ("торайғырға", {"Карьер"}),
        ("жер", {"Карьер"}),
        ("недропользование", {"Карьер"}),
        ("№ 286", {"Карьер"}),
        ('"общественных слушаний"', {"Карьер"}),
        ('"слушаний общественных"', set()),
        ('"опубликованы приказ"', set()),
        ("карь*", {"Карьер", "Қалдықтар"}),
        ("марсиане", set()),
        ("KZ-PAV-2026-0001", {"Карьер"}),
        ("", {"Карьер", "Қалдықтар"}),
    ],
)
def test_found(quarry, landfill, query, titles):
    assert found(query) == titles


@pytest.mark.parametrize(
    "query", ["'", '"', "карьер' OR '1'='1", "a:*", "(((", "NEAR(", "-", "{text}:x", "\\", "a & b | !c <-> d"]
)
def test_signs_of_the_engines_own_language_mean_nothing(quarry, query):
    assert found(query) in (set(), {"Карьер"})


def test_the_title_ranks_before_names_and_names_before_the_text(quarry, landfill):
    told = CaseFactory(title="Другое дело", summary="Рядом есть карьер.", published=True)
    query = Query.parse("карьер")
    ordered = Selection(query).ordered()
    assert [record.pk for record in ordered[:9]] == [quarry.pk, landfill.pk, told.pk]
    pages = [[record.pk for record in ordered[start : start + 1]] for start in range(4)]
    assert pages == [[quarry.pk], [landfill.pk], [told.pk], []]
    assert ordered.count() == 3


def test_a_very_long_and_strange_text_is_kept(landfill):
    text = 'слово\'; DROP \\ "кавычка" %s {x} ' * 5_000 + " последнее"
    case = CaseFactory(title="Длинное", summary=text, published=True)
    assert found("кавычки сброс DROP") == set()
    assert found("кавычки drop") == {"Длинное"}
    CaseRecord.objects.filter(pk=case.pk).delete()
    assert found("кавычки") == set()


def lookup_setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        return cursor.fetchone()[0]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "around",
    [pytest.param(nullcontext, marks=pytest.mark.django_db(transaction=True)), transaction.atomic],
    ids=["alone", "inside a transaction"],
)
def test_how_to_look_up_is_said_for_the_questions_inside_only(around):
    with around():
        with engine.looking_up("default"):
            assert lookup_setting() == "off"
        assert lookup_setting() == "on"


def kept(document):
    search = engine.of("default")
    if connection.vendor == "sqlite":
        return _columns(document)
    return sorted(search.vector(document).split())


def test_what_an_engine_makes_of_a_document_has_a_number():
    """Where this fails, raise `form` of the engine: rows kept in the old form are then written anew."""
    heading = IndexedWord("Карьеры", "xкарьеры", frozenset({"xкарьеры", "rкарьер"}), "rкарьер xкарьеры", b"1")
    text = IndexedWord("карьеры", "xкарьеры", frozenset({"xкарьеры", "vкар"}), "vкар xкарьеры", b"2")
    fields = ((Weight.HEADING, (heading,)), (Weight.TEXT, (text, text)), (Weight.ATTACHED, (heading,)))
    assert engine.of("default").form == 1
    assert kept(Document(fields, frozenset({"f1"}))) == FORMS[connection.vendor]
