"""Judged queries over invented documents, run through the code of the site, and how well it answered.

A set is a JSON file: `documents` with `id`, `lang`, `title`, `text`, `body`, `place`, `official`, and `queries` with
`q`, `type`, `relevant` and `not_relevant` ids. A document in neither list is not scored.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from django.http import QueryDict
from django.utils import timezone

from monitoring.enums import Language, Stage
from monitoring.models import Case
from search.contents import CaseContents
from search.filters import Selection
from search.indexing import write
from search.language import Document, Field, Weight, build
from search.models import CaseRecord
from search.names import Names
from search.shadows import empty_index


class JudgedSetError(ValueError):
    """A file that is no judged set; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Judged:
    text: str
    kind: str
    relevant: frozenset[str]
    not_relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    documents: tuple[dict[str, str], ...]
    queries: tuple[Judged, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            documents = tuple({name: str(text) for name, text in each.items()} for each in raw["documents"])
            queries = tuple(_judged(each) for each in raw["queries"])
            known = {each["id"] for each in documents}
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise JudgedSetError(f"{path}: {error}") from error
        except (KeyError, TypeError, AttributeError) as error:
            raise JudgedSetError(f"{path} is not a set of documents and queries: {error!r}") from error
        if unknown := {key for query in queries for key in query.relevant | query.not_relevant} - known:
            raise JudgedSetError(f"{path}: queries name documents that are not there: {', '.join(sorted(unknown))}")
        return cls(documents, queries)


def _judged(raw: dict[str, Any]) -> Judged:
    return Judged(raw["q"], raw["type"], frozenset(raw["relevant"]), frozenset(raw["not_relevant"]))


@dataclass(slots=True)
class Score:
    """Counts over the queries of one type; `wrong` holds (query, missed, wrongly found) where there are any."""

    queries: int = 0
    found: int = 0
    relevant: int = 0
    absent: int = 0
    traps: int = 0
    wrong: list[tuple[str, list[str], list[str]]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.relevant if self.relevant else 1.0

    @property
    def trap_precision(self) -> float | None:
        """None for a type that lists no traps."""
        return self.absent / self.traps if self.traps else None

    def add(self, query: Judged, hits: set[str]) -> None:
        missed, trapped = query.relevant - hits, query.not_relevant & hits
        self.queries += 1
        self.relevant += len(query.relevant)
        self.found += len(query.relevant) - len(missed)
        self.traps += len(query.not_relevant)
        self.absent += len(query.not_relevant) - len(trapped)
        if missed or trapped:
            self.wrong.append((query.text, sorted(missed), sorted(trapped)))


def evaluate(judged: JudgedSet) -> dict[str, Score]:
    """The score of each type of query, in the order of the file. The live index is neither read nor written."""
    scores: dict[str, Score] = {}
    with empty_index():
        _index(judged.documents)
        for query in judged.queries:
            scores.setdefault(query.kind, Score()).add(query, _found(query.text))
    return scores


def _found(text: str) -> set[str]:
    address = QueryDict(mutable=True)
    address["q"] = text
    return set(Selection.read(address, Names()).records().values_list("reference", flat=True))


def _index(documents: Iterable[dict[str, str]]) -> None:
    contents = list(_contents(documents))
    Case.objects.bulk_create(content.record.case for content in contents)
    write(contents, {})


def _contents(documents: Iterable[dict[str, str]]) -> Iterator[CaseContents]:
    now = timezone.now()
    for key, document in enumerate(documents, start=1):
        language = document["lang"] if document["lang"] in Language.values else Language.RU
        case = Case(pk=key, title=document["title"], language=language, live=True, first_published_at=now)
        record = CaseRecord(
            case=case,
            reference=document["id"],
            version=1,
            title=document["title"],
            language=language,
            text=document["text"],
            text_language=language,
            stage=Stage.UNKNOWN,
            published_at=now,
            updated_at=now,
        )
        yield CaseContents(record, frozenset(), _document(document, language))


def _document(document: dict[str, str], language: str) -> Document:
    setting = [Field(document[name], language, Weight.SETTING) for name in ("body", "place", "official")]
    heading = Field(document["title"], language, Weight.HEADING)
    return build([heading, *setting, Field(document["text"], language, Weight.TEXT)])
