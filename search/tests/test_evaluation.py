"""How well the search answers judged sets over three vocabularies.

One was given to the project, one was written before the code, one after it by the eyes of a stranger: rarer stems,
vowels that come and go, pairs of words a letter apart.
"""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import Case
from monitoring.tests.factories import CaseFactory
from search.evaluation import Judged, JudgedSet, JudgedSetError, Score, evaluate
from search.models import CaseRecord, Word

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
ENOUGH = 0.97


@pytest.mark.parametrize("name", ["search_dev", "search_other", "search_third"])
def test_every_type_of_query_is_answered(name):
    for kind, score in evaluate(JudgedSet.read(DATA / f"{name}.json")).items():
        assert score.recall >= ENOUGH, (kind, score.wrong)
        assert score.trap_precision is None or score.trap_precision >= ENOUGH, (kind, score.wrong)


def one_of(tmp_path, **changes):
    document = {"id": "a", "lang": "ru", "title": "Карьер", "text": "", "body": "", "place": "", "official": ""}
    query = {"q": "карьеры", "type": "t", "relevant": ["a"], "not_relevant": []}
    path = tmp_path / "set.json"
    path.write_text(json.dumps({"documents": [document], "queries": [query]} | changes), encoding="utf-8")
    return path


def test_the_live_index_is_neither_read_nor_written(tmp_path):
    case = CaseFactory(title="Карьер", published=True)
    words = Word.objects.count()
    (score,) = evaluate(JudgedSet.read(one_of(tmp_path))).values()
    assert (score.found, score.relevant) == (1, 1)
    assert list(CaseRecord.objects.values_list("reference", flat=True)) == [case.reference]
    assert (Case.objects.count(), Word.objects.count()) == (1, words)


def test_recall_counts_relevant_and_precision_traps():
    score = Score()
    score.add(Judged("q", "t", frozenset("abc"), frozenset("xy")), {"a", "b", "x", "z"})
    score.add(Judged("q", "t", frozenset("d"), frozenset()), {"d"})
    assert (score.queries, score.recall, score.trap_precision) == (2, 0.75, 0.5)
    assert score.wrong == [("q", ["c"], ["x"])]
    assert Score().trap_precision is None


def test_the_command_prints_a_row_a_type_and_what_went_wrong(tmp_path, capsys):
    query = {"q": "рудник", "type": "trap", "relevant": ["a"], "not_relevant": []}
    call_command("evaluate_search", str(one_of(tmp_path, queries=[query])), "--wrong")
    out = capsys.readouterr().out
    assert "0.000" in out
    assert "0/1" in out
    assert "trap: рудник" in out


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"documents": []}', '{"documents": [{}], "queries": []}', "\udcff", '{"queries": 1}']
)
def test_a_file_that_is_no_set_is_told(tmp_path, text):
    path = tmp_path / "set.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CommandError, match=r"set\.json"):
        call_command("evaluate_search", str(path))


def test_a_query_about_no_document_is_told(tmp_path):
    query = {"q": "карьер", "type": "t", "relevant": ["b"], "not_relevant": []}
    with pytest.raises(JudgedSetError, match="b"):
        JudgedSet.read(one_of(tmp_path, queries=[query]))
    with pytest.raises(JudgedSetError):
        JudgedSet.read(tmp_path / "missing.json")
