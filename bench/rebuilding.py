"""The index of a part of the cases anew, against a plain full-text index of the same texts that the database makes."""

import os
import time

from bench.measuring import table

PART = 10_000
FLOOR = {
    "postgresql": (
        "CREATE TEMPORARY TABLE bench_floor (id bigint PRIMARY KEY, terms tsvector)",
        "CREATE INDEX ON bench_floor USING gin (terms)",
        "INSERT INTO bench_floor SELECT case_id, to_tsvector('russian', title || ' ' || text) "
        "FROM search_caserecord WHERE case_id > %s",
    ),
    "sqlite": (
        "CREATE VIRTUAL TABLE temp.bench_floor USING fts5(title, text)",
        "INSERT INTO bench_floor (rowid, title, text) "
        "SELECT case_id, title, text FROM search_caserecord WHERE case_id > %s",
    ),
}


def run() -> None:
    from django.db import connection

    from monitoring.models import Case
    from search.finding import CaseIndex

    keys = Case.objects.public().order_by("-pk").values_list("pk", flat=True)
    after = keys[min(PART, keys.count() - 1)]
    processes = 1 if connection.vendor == "sqlite" else min(2, os.cpu_count() or 1)
    CaseIndex.objects.filter(pk__gt=after).update(digest=None)
    written = rebuilt(after, processes)
    same = rebuilt(after, processes)
    floor = written[0] / plain(after)
    head = ("", "processes", "cases", "cases/s", "a second of the processor", "plain index, rows/s", "of it")
    rows = [
        [
            name,
            str(processes),
            f"{number:,}",
            f"{rate:,.0f}",
            f"{number / own:,.0f}",
            f"{floor:,.0f}",
            f"{rate / floor:.0%}",
        ]
        for name, (number, rate, own) in (("every row written", written), ("nothing to write", same))
    ]
    table("Rebuilding the index", head, rows)


def rebuilt(after: int, processes: int) -> tuple[int, float, float]:
    """Cases done; cases a second from the first batch to the last, so without starting the processes; seconds of the
    processor of all these processes, with it.
    """
    from search.rebuilding import rebuild

    own = _processor()
    moments = [(time.perf_counter(), done) for done, _last in rebuild(processes=processes, after=after)]
    (began, before), (ended, done) = moments[0], moments[-1]
    return done, (done - before) / (ended - began), _processor() - own


def _processor() -> float:
    """Seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def plain(after: int) -> float:
    """Seconds; one process, one language, no facets."""
    from django.db import connection

    *prepared, filled = FLOOR[connection.vendor]
    with connection.cursor() as cursor:
        for statement in prepared:
            cursor.execute(statement)
        began = time.perf_counter()
        cursor.execute(filled, [after])
        ended = time.perf_counter()
        cursor.execute("DROP TABLE bench_floor")
    return ended - began
