"""CSV of every case: rows a second, memory, the first byte, and whether the query ends when the reader goes away."""

import csv
import datetime as dt
import io
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

from bench.measuring import milliseconds, table
from bench.processes import memory, peak, processor, reset_peak, workers
from bench.serving import server

PATH = "/ru/cases.csv"
BLOCK = 256 * 1024
MEGABYTE = 1024
PATIENCE = 20.0


def run() -> None:
    floor = driver_rate()
    with server("config.wsgi:application") as port:
        _opened(port).read(BLOCK)
        time.sleep(1)
        pids = workers()
        idle = {pid: memory(pid) for pid in pids}
        for pid in pids:
            reset_peak(pid)
        own = sum(map(processor, pids))
        first, rate, number = download(port)
        own = sum(map(processor, pids)) - own
        over = max(peak(pid) - idle[pid] for pid in pids) / MEGABYTE
        ends = left(port)
    head = ("rows", "rows/s", "of the driver with a writer", "rows a second of the processor", "first byte")
    head += ("memory over idle", "ends after its reader")
    table("CSV of everything", head, [_row(number, rate, own, floor, first, over, ends)])


def _row(number: int, rate: float, own: float, floor: float, first: float, over: float, ends: str) -> list[str]:
    rates = [f"{rate:,.0f}", f"{rate / floor:.0%}", f"{number / own:,.0f}"]
    return [f"{number:,}", *rates, milliseconds(first), f"{over:.1f} MB", ends]


def download(port: int) -> tuple[float, float, int]:
    """Seconds to the first byte, rows a second, rows."""
    began = time.perf_counter()
    answer = _opened(port)
    block = answer.read1(BLOCK)
    first, lines = time.perf_counter() - began, 0
    while block:
        lines += block.count(b"\r\n")
        block = answer.read1(BLOCK)
    return first, lines / (time.perf_counter() - began), lines - 1


def left(port: int) -> str:
    """How long the database works on for a reader who closed the connection."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return "not seen on this database"
    before = _busy()
    answer = _opened(port)
    answer.read(BLOCK)
    working = _busy() - before
    answer.close()
    began = time.perf_counter()
    while working & _busy():
        if time.perf_counter() - began > PATIENCE:
            return f"not within {PATIENCE:.0f} s"
        time.sleep(0.05)
    return f"{time.perf_counter() - began:.1f} s" if working else "was over before"


def _busy() -> set[tuple[int, dt.datetime]]:
    """Transactions of others on this database: the process of the server, and since when."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, xact_start FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
        )
        return set(cursor.fetchall())


def _opened(port: int) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", PATH, headers={"Connection": "close"})
    return connection.getresponse()


def driver_rate() -> float:
    """Rows a second of the same fields read by the driver and written as CSV, without Django."""
    from django.db import transaction

    began, number = time.perf_counter(), 0
    sink = io.StringIO()
    with transaction.atomic():
        for rows in _chunks():
            csv.writer(sink).writerows(rows)
            sink.seek(0)
            sink.truncate()
            number += len(rows)
    return number / (time.perf_counter() - began)


def _chunks() -> Iterator[list[tuple[object, ...]]]:
    from django.db import connection
    from django.http import QueryDict

    from search.exports.columns import chosen
    from search.filters import Selection
    from search.names import Names

    columns, _unknown = chosen(Selection.read(QueryDict(), Names()).columns)
    fields = dict.fromkeys(column.field for column in columns)
    names = ", ".join("case_id" if field in ("pk", "case") else field for field in fields)
    sql = f"SELECT {names} FROM search_caserecord ORDER BY published_at DESC, case_id DESC"  # noqa: S608
    connection.ensure_connection()
    named = {"name": "bench"} if connection.vendor == "postgresql" else {}
    cursor = connection.connection.cursor(**named)
    cursor.execute(sql)
    while rows := cursor.fetchmany(2000):
        yield rows
    cursor.close()
