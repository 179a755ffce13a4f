"""Queries tried by hand on the real records, over titles of those records: what was wrong once stays mended."""

import pytest
from django.http import QueryDict

from monitoring.tests.factories import CaseFactory, RegionFactory
from search import synonyms
from search.filters import Selection
from search.names import Names

pytestmark = pytest.mark.django_db

TITLES = {
    "gold": "Житель Акмолинской области воюет с предприятием, добывающим золото",
    "factory": "Аким ВКО подтвердил принятие компанией, строящей золотоизвлекательную фабрику в Маралды",
    "lakes": "Правовая защита группы озер Малый Талдыколь",
    "nuclear": "Публичные слушания о планах по строительству АЭС в Жамбылском районе Алматинской области",
    "plan": "проект корректировки Генерального плана города Алматы до 2040 года",
    "plans": "Түркістан облысы, Сауран ауданы елді мекендерінің бас жоспарлары",
    "tailings": "«Қошқар-Ата» қалдықтар қоймасын рекультивациялау - 1 кезең (түзету)",
    "togai": "проект ликвидации нарушенных земель месторождения Тогай - 2",
    "sand": "«Келлеровское» құрылыс құмы кен орнын игеру бойынша жоспарлы іс-шаралар",
    "clay": "План разведки Каолиносодержащих глин на участке «Жосалы» по блокам M-44-112-(10в-5б-19,20)",
    "eia": "ОВОС к РП «Реконструкция крыши и покрытия здания котельного отделения главного корпуса ТЭЦ-2»",
    "air": "О введении специальных экологических требований в области охраны атмосферного воздуха на территории Алматы",
    "park": "Дело № 1 об охранной зоне Иле-Алатауского национального парка",
    "timber": "Ағаш материалдарының жекелеген түрлерін әкетуді реттеудің кейбір мәселелері туралы",
    "saxaul": "О запрете рубок в саксауловых насаждениях на участках государственного лесного фонда",
}
QUERIES = {
    "золото": "gold",
    "алтын": "gold",
    "золотодобыча": "factory",
    "Талдыкөл": "lakes",
    "озёра": "lakes",
    "атомная электростанция": "nuclear",
    "АЭС": "nuclear",
    "алматинская обл": "nuclear",
    "генплан Алматы": "plan",
    "Алматы бас жоспары": "plan",
    "2040": "plan",
    "генплан": "plan plans",
    "бас жоспар -Алматы": "plans",
    "Кошкар Ата": "tailings",
    "отходы": "tailings",
    "Тоғай кен орны": "togai",
    "месторождение": "togai sand",
    '"кен орнын игеру"': "sand",
    "М-44-112": "clay",
    "ҚОӘБ": "eia",
    "саксаул": "saxaul",
    "орман": "saxaul",
    "ағаш": "timber",
    "ауа": "air",
    "саябақ": "park",
    "астана саябақ": "",
    "саксауыл марсиане": "",
}


def test_queries_of_readers_find_the_records_they_mean():
    synonyms.load()
    region = RegionFactory(key="NON", name_ru="Нигде", name_kk="", name_en="")
    for key, title in TITLES.items():
        CaseFactory(title=title, summary="", place_text=key, body=None, region=region, published=True)
    wrong = {}
    for words, keys in QUERIES.items():
        address = QueryDict(mutable=True)
        address["q"] = words
        found = set(Selection.read(address, Names()).records().values_list("case__place_text", flat=True))
        if found != set(keys.split()):
            wrong[words] = found
    assert not wrong
