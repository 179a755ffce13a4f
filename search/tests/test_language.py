"""How words are read: letters, endings, numbers. The words here are not those of any judged set."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Field, Lexicon, Query, Weight, build
from search.language.folding import fold
from search.language.highlighting import highlight, snippet
from search.language.reading import possible, read, words
from search.language.sorting import sort_key
from search.language.tokens import tokens

ROOT = Path(__file__).resolve().parents[2]


def answers(query, text, language="ru", lexicon=None):
    """Whether a document of this one text answers the query, by the reading alone."""
    document = build([Field(text, language, Weight.TEXT)])
    words = document.fields[0][1] if document.fields else ()

    def stands(sequence):
        terms = sequence.terms
        runs = (words[start : start + len(terms)] for start in range(len(words) - len(terms) + 1))
        if sequence.prefix:
            return any(have.startswith(terms[0]) for word in words for have in word.terms)
        return any(all(term in word.terms for term, word in zip(terms, run, strict=True)) for run in runs)

    def holds(clause):
        return any(map(stands, clause.alternatives))

    parsed = Query.parse(query, lexicon)
    return all(map(holds, parsed.clauses)) and not any(map(holds, parsed.excluded))


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("карьером", "Жители против карьера", "ru"),
        ("слушание", "Итоги общественных слушаний", "ru"),
        ("подпись", "собрали подписи", "ru"),
        ("Воробьёв", "письмо Воробьеву", "ru"),
        ("Воробьева", "ответил Воробьёв", "ru"),
        ("ауыл", "Ауылдардың тұрғындары жиналысқа келді", "kk"),
        ("кенішінде", "Кеніштің жобасы қоғамдық талқылауға шықты", "kk"),
        ("есеп", "Тұрғындар есебін сұрап, өтінішін берді", "kk"),
        ("озен", "Өзеннің жағасында құрылыс басталды", "kk"),
        ("жиналысы", "жиналыстан кейін", "kk"),
        ("қазба", "қазбаға рұқсат", "kk"),
        ("МЭПР", "МЭПР-дің жауабы", "kk"),
        ("Нұрланова", "жауап берген Нурланова", "ru"),
        ("Югаю", "Югай В. Б. жауап берді", "kk"),
        ("Цоем", "жауапты Цой Е. В.", "kk"),
        ("Пака", "инженер Пак сенімді", "kk"),
        ("KZ-ATY-2024-0007", "Смотри дело KZ-ATY-2024-0007.", "ru"),
        ("№ 511", "приказ №511 от мая", "ru"),
        ("14.03.2026", "прошли 14.03.2026 в клубе", "ru"),
        ("Союз", "завод «Союз-5»", "ru"),
        ("110 кВ", "линия 110кВ", "ru"),
        ("2024", "план на 2024-2026 годы", "ru"),
        ("карь*", "Жители против карьеров", "ru"),
    ],
)
def test_words_meet_in_any_form(query, text, language):
    assert answers(query, text, language)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("511", "приказ 5111", "ru"),
        ("7", "KZ-ATY-2024-0007", "ru"),
        ("KZ-ATY-2024-0007", "KZ-ATY-2024-0017", "ru"),
        ("акт", "активисты и актёр", "ru"),
        ("тау", "таулы қой", "kk"),
        ("карьер завод", "только карьер", "ru"),
        ("карьер", "Қала көшесі жөнделді", "kk"),
    ],
)
def test_what_only_looks_alike_stays_apart(query, text, language):
    assert not answers(query, text, language)


def test_a_phrase_is_these_very_forms_in_a_row():
    text = "Протокол общественных слушаний не опубликован"
    assert answers('"общественных слушаний"', text)
    assert answers("«Общественных Слушаний»", text)
    assert not answers('"общественные слушания"', text)
    assert not answers('"слушаний общественных"', text)
    assert not answers('"протокол слушаний"', text)


def test_both_languages_in_one_text():
    text = "Слушания прошли в клубе. Тұрғындардың өтініші қабылданбады."
    assert answers("клуб", text)
    assert answers("тұрғын", text)


@pytest.mark.parametrize("text", ["", "   ", "OR", "-", "!?…", '""', "*", "«»", "№", "\0"])
def test_nothing_to_look_for(text):
    assert not Query.parse(text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("карьер -завод", {"к", "кп"}),
        ("карьер −заводы", {"к", "кп"}),
        ("-карьер", {"з"}),
        ('карьер -"порт рядом"', {"к", "кз"}),
        ("завод OR порт", {"з", "кз", "кп"}),
        ("заводы ИЛИ порты карьер", {"кз", "кп"}),
        ("карьер завод | порт", {"кз", "кп"}),
        ("порт НЕМЕСЕ завод -карьер", {"з"}),
        ("карьер OR", {"к", "кз", "кп"}),
        ("карьер -", {"к", "кз", "кп"}),
        ("порт - завод", set()),
    ],
)
def test_minus_and_or(query, found):
    texts = {"к": "Карьер", "з": "Завод", "кз": "Карьер и завод", "кп": "Карьер, порт рядом"}
    assert {name for name, text in texts.items() if answers(query, text)} == found


def test_a_word_that_is_being_typed_may_be_unfinished():
    def suits(text, typed):
        (clause,) = Query.parse(typed, typing=True).clauses
        form = build([Field(text, "ru", Weight.TEXT)]).fields[0][1][0].exact
        return any(each.prefix and form.startswith(each.terms[0]) for each in clause.alternatives)

    assert suits("карьеры", "карь")
    assert not suits("карьеры", "карь ")
    assert not any(each.prefix for each in Query.parse("карь").clauses[0].alternatives)


@pytest.mark.parametrize(
    "names",
    [
        ("Караганда", "Қарағандыда", "Karaganda", "Karagandy", "Qaragandy", "Qarağandy"),
        ("Мангистау", "Маңғыстаудың", "Mangystau", "Mangistau", "Mañğystau", "Mangghystau"),
        ("Токаева", "Тоқаевтың", "Tokayev", "Toqaev", "Tokaev"),
        ("Кызылорде", "Қызылордаға", "Kyzylorda", "Qyzylorda", "Kyzyl-Orda"),
        ("Жезказгане", "Жезқазғанның", "Zhezkazgan", "Jezqazğan"),
        ("Шымкента", "Шымкентте", "Shymkent", "Şymkent"),
        ("Оскемен", "Өскеменде", "Oskemen", "Öskemen"),
        ("Щербаков", "Щербаковтың", "Shcherbakov", "Scherbakov"),
        ("Ульянов", "Ульяновқа", "Ulyanov", "Ul’yanov", "Ul'ianov"),
    ],
)
def test_a_name_is_found_in_either_script_and_any_romanisation(names):
    for typed in names:
        for written in names:
            language = "kk" if set(written.casefold()) & set("әғқңөұүһі") else "ru"
            assert answers(typed, f"Пишет {written} сегодня", language) or "-" in typed + written, (typed, written)


def test_words_in_latin_letters_meet_names_only():
    assert not answers("port", "В порту шумно")
    assert answers("hearings", "A public hearing", "en")


GROUPS = Lexicon.of([["ОВОС", "ҚОӘБ", "оценка воздействия"], ["Алматы", "Алма-Ата"]])


@pytest.mark.parametrize(
    ("query", "text", "language", "found"),
    [
        ("ОВОС", "ҚОӘБ-ның жобасы", "kk", True),
        ("қоәб", "Материалы ОВОС", "ru", True),
        ("КОАБ", "Материалы ОВОС", "ru", True),
        ("ОВОС", "Проведена оценка воздействия", "ru", True),
        ("ОВОС", "Оценка и воздействия", "ru", False),
        ("оценка воздействия", "ҚОӘБ жобасы", "kk", True),
        ("оценка", "ҚОӘБ жобасы", "kk", False),
        ("Алма-Ата", "Город Алматы", "ru", True),
        ("Алматы", "Старая Алма-Ата", "ru", True),
        ('"ОВОС"', "ҚОӘБ жобасы", "kk", False),
        ("-ОВОС", "ҚОӘБ жобасы", "kk", False),
    ],
)
def test_synonyms_stand_for_each_other(query, text, language, found):
    assert answers(query, text, language, GROUPS) is found


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("KZ40RYS01280536", "Заявление KZ40RYS01280536 принято", True),
        ("KZ40RYS01280536", "KZ40 RYS 01280536", False),
        ("251210001008", "Регистрация 251210001008", True),
        ("251210001008", "Регистрация 2512100010081", False),
        ("KZ-PAV-2026-0042", "дело kz-pav-2026-0042", True),
        ("110 кВ", "линия 110кВ", True),
        ("Аманат-3", "судно «Аманат-3»", True),
        ("Аманат-3", "судно «Аманат-30»", False),
    ],
)
def test_numbers_and_references_stay_whole(query, text, found):
    assert answers(query, text) is found


def test_a_long_query_is_cut():
    assert len(Query.parse("слово " * 1000).clauses) == 20


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_token_stands_where_it_says(text):
    for token in tokens(text, parts=True):
        assert text[token.start : token.end] == token.text
    for clause in Query.parse(text).clauses:
        assert all(term.replace("_", "a").isalnum() for found in clause.alternatives for term in found.terms)


def test_folding_takes_the_letters_people_leave_out():
    assert fold("Қарағанды ӨҢІР Ёлка һ") == "караганды онир елка х"


def test_highlighting_escapes_and_marks_inflected_words():
    query = Query.parse("карьер script")
    html = highlight("<script>О карьере</script> & «карьеры»", "ru", query)
    assert html == (
        "&lt;<mark>script</mark>&gt;О <mark>карьере</mark>&lt;/<mark>script</mark>&gt; &amp; «<mark>карьеры</mark>»"
    )


def test_a_phrase_is_marked_only_where_it_stands():
    html = highlight("слушаний нет; итоги слушаний", "ru", Query.parse('"итоги слушаний"'))
    assert html == "слушаний нет; <mark>итоги</mark> <mark>слушаний</mark>"


def test_a_snippet_is_around_the_hit_and_inside_one_paragraph():
    text = "Начало. " * 60 + "\n" + "слово " * 80 + "рудник " + "слово " * 80
    passage = snippet(text, "ru", Query.parse("рудники"), length=120)
    assert passage.hits == 1
    assert passage.html.startswith("…слово")
    assert passage.html.endswith("слово…")
    assert "Начало" not in passage.html
    assert len(passage.html) < 160


def test_a_snippet_without_a_hit_is_the_beginning():
    passage = snippet("Первый абзац\nВторой", "ru", Query.parse("рудник"))
    assert (passage.html, passage.hits) == ("Первый абзац", 0)


def test_titles_stand_in_the_order_of_the_kazakh_alphabet():
    titles = ["Яма", "ҚОӘБ", "кен", "«Әлем»", "2-ші учаске", "аэропорт", "вода", "ғимарат", "Ёлка"]
    assert sorted(titles, key=sort_key) == [
        *("2-ші учаске", "аэропорт", "«Әлем»", "вода", "ғимарат", "Ёлка", "кен", "ҚОӘБ", "Яма")
    ]
    assert sort_key("а" * 500).isascii()
    assert len(sort_key("а" * 500)) == 120


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Разрез. Қала маңындағы карьердің жобасы талқыланды. Карьер закрыт.", "карьер", ["карьердің", "Карьер"]),
        (
            "Ничего. О Мангистау молчат! Маңғыстаудың тұрғындары қарсы болды.",
            "Мангистау",
            ["Мангистау", "Маңғыстаудың"],
        ),
        ("Общественные. Слушания назначены.", '"общественные слушания"', ["Общественные", "Слушания"]),
        ("Пусто. Полигоны (ТБО); полигон-2?", "полиг*", ["Полигоны", "полигон"]),
        ("Пусто. Карьер и ОВОС.", "карьер ОВОС", ["Карьер", "ОВОС"]),
    ],
)
def test_every_sentence_with_a_hit_is_marked_by_its_own_language(text, words, marked):
    html = highlight(text, "ru", Query.parse(words))
    assert re.findall("<mark>(.*?)</mark>", html) == marked


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_pieces_tell_of_every_term_that_reading_finds(language):
    text = "Аманат-3. Сейтқалиева А. Н. слушала: «Карьердің шеті», Ust’-Kamenogorsk 14.03.2026!\nҚор"
    told = frozenset().union(*map(possible(text, language).__getitem__, text.split()))
    assert all(word.terms <= told for _start, _end, word in read(text, language))


PIECES = st.sampled_from(
    [
        "Карьер",
        "Қазақстан",
        "қарсы",
        "Аманат-3",
        "А.",
        "Н.",
        "14.03.2026",
        "Ust’-Kamenogorsk",
        "НПО-ның",
        "№",
        "— ",
        "!",
        "\n",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8)).map(" ".join), st.sampled_from(["ru", "kk", "en"]))
def test_documents_hold_the_words_that_reading_finds(text, language):
    found = [(word.text, word.exact, word.digest) for word in words(text, language)]
    assert found == [(word.text, word.exact, word.digest) for _start, _end, word in read(text, language)]


def test_a_digest_tells_words_and_places_and_is_the_same_in_every_process():
    def digest(*texts, form=1):
        return build([Field(text, "ru", weight) for text, weight in texts]).digest(form)

    heading, text = ("Карьер у села", Weight.HEADING), ("Карьер у села", Weight.TEXT)
    others = [digest(text), digest(heading, form=2), digest(("Карьеру села", Weight.HEADING)), digest(heading, text)]
    assert len({digest(heading), *others}) == 5
    asked = "from search.language import *; print(build([Field('Карьер у села', 'ru', Weight.HEADING)]).digest(1))"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True, cwd=ROOT)
    assert int(told.stdout) == digest(heading)
