"""The only writer of the read model: from the published state of the database, never from a draft."""

from collections.abc import Collection, Iterator, Sequence

from django.db import connections, transaction
from django.db.models import QuerySet

from monitoring.models import Case
from search import engine, words
from search.contents import CaseContents, contents_of
from search.models import CaseRecord, FacetValue

BATCH = 500
_UPDATED = [field.name for field in CaseRecord._meta.concrete_fields if not field.primary_key]


def index_cases(keys: Collection[int]) -> int:
    """Bring the rows of these cases up to date: written where the case is public, dropped where it is not.

    Returns how many are public. Runs in the caller's transaction; the cases stay locked to its end, so that a
    rebuild never overwrites what is being published meanwhile.
    """
    return len(_index(keys)[0])


def _index(keys: Collection[int]) -> tuple[list[CaseContents], set[int]]:
    """The contents written, and the keys of their words."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        contents = contents_of(list(locked.public().values_list("pk", flat=True)))
        drop(set(keys) - {content.record.pk for content in contents})
        return contents, write(contents)


def drop(keys: Collection[int]) -> None:
    CaseRecord.objects.filter(pk__in=keys).delete()


def rebuild(*, batch: int = BATCH) -> Iterator[int]:
    """Index every public case, a transaction a batch, and yield how many are done; old rows serve meanwhile."""
    done, last, stale = 0, 0, words.known()
    while keys := list(Case.objects.public().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch]):
        contents, held = _index(keys)
        done += len(contents)
        stale -= held
        last = keys[-1]
        yield done
    drop_stale()
    words.forget(stale)


def drop_stale() -> int:
    """Drop rows of cases no longer public; returns how many there were."""
    stale = CaseRecord.objects.exclude(case__in=Case.objects.public())
    number, _ = stale.delete()
    return number


def reindex(cases: "QuerySet[Case]") -> int:
    """Bring the rows of these cases up to date, after names or places in the tree that they use have changed."""
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    return sum(index_cases(keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))


def write(contents: Sequence[CaseContents]) -> set[int]:
    """In the caller's transaction; the cases must be there. Returns the keys of the words they hold."""
    connection = connections[CaseRecord.objects.db]
    search = engine.of(connection.alias)
    for content in contents:
        content.record.terms = search.vector(content.document)
    CaseRecord.objects.bulk_create(
        [content.record for content in contents],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=_UPDATED,
    )
    FacetValue.objects.filter(record__in=[content.record.pk for content in contents]).delete()
    FacetValue.objects.bulk_create(
        FacetValue(record=content.record, facet=facet, value=value)
        for content in contents
        for facet, value in sorted(content.values)
    )
    search.store(connection, ((content.record.pk, content.document) for content in contents))
    return words.remember(content.document for content in contents)
