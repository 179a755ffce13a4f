"""The only writer of `SiteRecord`: what is live goes in, and whether it is public is asked when it is found."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connections, transaction

from search import engine
from search.everywhere.models import SITE_TEXTS, SiteRecord
from search.everywhere.source import Source
from search.everywhere.sources import SOURCES
from search.language import Document, Weight, build
from search.language.sorting import sort_key

BATCH = 200


def index(source: Source, keys: Collection[int]) -> int:
    """Bring the entries of these items up to date; returns how many entries there are."""
    with transaction.atomic():
        written = write(source, source.kept().filter(pk__in=keys))
        SiteRecord.objects.filter(kind=source.kind, item__in=set(keys) - written).delete()
    return len(written)


def rebuild() -> Iterator[int]:
    """Index everything anew and yield how many are done; old entries serve meanwhile."""
    done = 0
    for source in SOURCES.values():
        keys = list(source.kept().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            done += index(source, keys[start : start + BATCH])
            yield done
        SiteRecord.objects.filter(kind=source.kind).exclude(item__in=keys).delete()


def write(source: Source, items: Iterable[Any]) -> set[int]:
    """In the caller's transaction; returns the keys written."""
    connection = connections[SiteRecord.objects.db]
    search = engine.of(connection.alias, SITE_TEXTS)
    documents: dict[int, Document] = {}
    records = []
    for item in items:
        fields = list(source.fields(item))
        documents[item.pk] = build(fields)
        text = "\n".join(field.text for field in fields if field.weight is Weight.TEXT and field.text)
        records.append(
            SiteRecord(
                kind=source.kind,
                item=item.pk,
                language=source.language(item),
                title_key=sort_key(source.title(item)),
                text=text,
                terms=search.vector(documents[item.pk]),
            )
        )
    SiteRecord.objects.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=["kind", "item"],
        update_fields=["language", "title_key", "text", "terms"],
    )
    kept = SiteRecord.objects.filter(kind=source.kind, item__in=documents)
    search.store(connection, ((pk, documents[item]) for pk, item in kept.values_list("pk", "item")))
    return set(documents)
