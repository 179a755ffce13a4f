"""The only writer of the read model: from the published state of the database, never from a draft."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from django.db import connections, transaction
from django.db.models import Exists, OuterRef, QuerySet

from monitoring.models import Case
from search import engine, tallies, words
from search.contents import CaseContents, contents_of
from search.enums import FOLLOWING, Aspect
from search.facts import facts_of
from search.filters.cases import MISSED, MISSED_DAYS, pairs_of
from search.finding import EVERY, CaseIndex, mark
from search.keeping import NOTHING, SHARED, Kept, columns_of, kept, shared_of
from search.models import CaseRecord
from search.questions.keeping import count_later
from search.sets import held_sets, pairs_in

BATCH = 500
following_of = attrgetter("missed_days", *FOLLOWING)
_UPDATED = [field.name for field in CaseRecord._meta.concrete_fields if not field.primary_key]


def index_cases(keys: Collection[int]) -> int:
    """Bring the rows of these cases up to date: written where the case is public, dropped where it is not.

    Returns how many are public. Runs in the caller's transaction; the cases stay locked to its end, so that a
    rebuild never overwrites what is being published meanwhile.
    """
    return index_with_words(keys)[0]


def index_with_words(keys: Collection[int]) -> tuple[int, set[int]]:
    """The same, and the keys of the words these cases hold."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        public = list(locked.public().values_list("pk", flat=True))
        before = kept(keys)
        contents = contents_of(public)
        drop(set(keys) - {content.record.pk for content in contents})
        return len(contents), write(contents, before)


def drop(keys: Collection[int]) -> None:
    count_later()
    CaseRecord.objects.filter(pk__in=keys).delete()


def drop_stale() -> int:
    """Drop rows of cases no longer public; returns how many there were."""
    stale = CaseRecord.objects.filter(~Exists(Case.objects.public().filter(pk=OuterRef("pk"))))
    number = stale.count()
    stale.delete()
    return number


def reindex(cases: "QuerySet[Case]") -> int:
    """Bring the rows of these cases up to date, after names or places in the tree that they use have changed."""
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    return sum(index_cases(keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))


def write(contents: Sequence[CaseContents], before: Mapping[int, Kept]) -> set[int]:
    """In the caller's transaction; the cases must be there. Returns the keys of the words they hold.

    What is kept as it should be is not written again.
    """
    connection = connections[CaseRecord.objects.db]
    search = engine.of(connection.alias)
    pairs = {content.record.pk: {EVERY, *pairs_of(content.record, content.values)} for content in contents}
    sets = held_sets(pairs)
    records, rows, documents = [], [], []
    for content in contents:
        record, held = content.record, sets[content.record.pk]
        old, digest = before.get(record.pk, NOTHING), content.document.digest(search.form)
        new = Kept(columns_of(record), shared_of(record), tuple(held.values()), digest)
        if new.columns != old.columns:
            records.append(record)
        if new[1:] != old[1:]:
            document = replace(content.document, marks=frozenset(map(mark, pairs[record.pk])))
            documents.append((record.pk, document))
            shared = dict(zip(SHARED, shared_of(record), strict=True))
            rows.append(CaseIndex(record=record, terms=search.vector(document), digest=digest, **held, **shared))
    tallies.add(
        chain.from_iterable(before[key].sets for key in pairs.keys() & before.keys()),
        chain.from_iterable(held.values() for held in sets.values()),
    )
    CaseRecord.objects.bulk_create(records, update_conflicts=True, unique_fields=["case"], update_fields=_UPDATED)
    CaseIndex.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["record"], update_fields=[*SHARED, *Aspect, "digest", "terms"]
    )
    search.store(connection, documents)
    count_later()
    return words.remember(content.document for content in contents)


@transaction.atomic
def refresh_facts(keys: Collection[int]) -> None:
    """Bring up to date what changes without a new version; the text and all else of the rows stay."""
    locked = CaseIndex.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").defer("terms")
    rows = {row.pk: row for row in locked}
    if not rows:
        return
    facts = facts_of(list(rows))
    days = {key: found.missed_days for key, found in facts.items()}
    pairs = {key: {*facts[key].values, *((MISSED, step) for step in MISSED_DAYS.reached(days[key]))} for key in rows}
    sets = held_sets(pairs)
    new = {key: (days[key], *(sets[key][each] for each in FOLLOWING)) for key in rows}
    changed = [row for key, row in rows.items() if following_of(row) != new[key]]
    if not changed:
        return
    old = pairs_in(getattr(row, each) for row in changed for each in FOLLOWING)
    changes, before = [], []
    for row in changed:
        keys_before = [getattr(row, each) for each in FOLLOWING]
        was = set().union(*(old.get(key, ()) for key in keys_before))
        gone, come = frozenset(map(mark, was - pairs[row.pk])), frozenset(map(mark, pairs[row.pk] - was))
        if gone or come:
            changes.append(engine.Change(row.pk, gone, come))
        before += keys_before
        row.missed_days = days[row.pk]
        for each in FOLLOWING:
            setattr(row, each, sets[row.pk][each])
    tallies.add(before, (getattr(row, each) for row in changed for each in FOLLOWING))
    CaseIndex.objects.bulk_update(changed, ["missed_days", *FOLLOWING])
    CaseRecord.objects.bulk_update(
        [CaseRecord(pk=row.pk, missed_days=row.missed_days) for row in changed], ["missed_days"]
    )
    connection = connections[CaseIndex.objects.db]
    engine.of(connection.alias).remark(connection, CaseIndex._meta.db_table, changes)
    count_later()
