"""The same texts in Datasette (FTS5), asked for the same words as our API: twenty records and three facets as JSON.

Ours is made anew for each question, and once more kept as on a real site; Datasette is given the time to count.
"""

import json
import sqlite3
import subprocess
import sys
import time
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from urllib.request import urlopen

from bench.environment import ROOT, VAR
from bench.measuring import milliseconds, table
from bench.serving import server, serving
from bench.wording import MARKERS

DATABASE = VAR / "peer.sqlite3"
FACETS = ("region", "kind", "stage")
FIELDS = ("pk", "title", "text", *FACETS)
SECONDS, AT_LEAST = 5.0, 4
SCHEMA = """
CREATE TABLE cases (case_id INTEGER PRIMARY KEY, title TEXT, text TEXT, region TEXT, kind TEXT, stage TEXT);
CREATE VIRTUAL TABLE cases_fts USING fts5(title, text, content="cases", content_rowid="case_id");
"""
INDEXES = """
INSERT INTO cases_fts (cases_fts) VALUES ('rebuild');
CREATE INDEX cases_region ON cases (region);
CREATE INDEX cases_kind ON cases (kind);
CREATE INDEX cases_stage ON cases (stage);
ANALYZE;
"""
SETTINGS = {"sql_time_limit_ms": 60_000, "facet_time_limit_ms": 60_000, "suggest_facets": 0, "default_page_size": 20}


def run() -> None:
    fill()
    command = [str(installed()), "serve", str(DATABASE), "--host=127.0.0.1"]
    for name, value in SETTINGS.items():
        command += ["--setting", name, str(value)]
    facets = [("_facet", name) for name in FACETS]
    with serving(command, "--port={port}") as port:
        found = {word: number(port, word) for word in MARKERS}
        theirs = {word: asked(port, "/peer/cases.json", [("_search", word), *facets]) for word in MARKERS}
    facets = [*(("facet", name) for name in FACETS), ("limit", "20")]
    ours = []
    for keeps in ("0", "1"):
        with server("config.wsgi:application", PAGE_CACHE=keeps, API_A_MINUTE=str(10**6)) as port:
            ours.append({word: asked(port, "/api/v1/cases/", [("q", word), *facets]) for word in MARKERS})
    rows = []
    for word, every in MARKERS.items():
        times = [theirs[word], *(one[word] for one in ours)]
        faster = [f"{theirs[word] / one[word]:.1f}" for one in ours]
        rows.append([f"1 of {every}", f"{found[word]:,}", *map(milliseconds, times), *faster])
    head = ("records with the word", "found by Datasette", "Datasette", "ours", "kept", "times faster", "kept")
    table("Against Datasette, one client, p50", head, rows)


def number(port: int, word: str) -> int:
    """How many records Datasette finds."""
    with urlopen(f"http://127.0.0.1:{port}/peer/cases.json?{urlencode({'_search': word})}", timeout=60) as answer:
        return int(json.load(answer)["filtered_table_rows_count"])


def asked(port: int, path: str, parameters: list[tuple[str, str]]) -> float:
    """Seconds of the median answer, once the first has been given. Raises RuntimeError when one is not 200."""
    connection, times = HTTPConnection("127.0.0.1", port, timeout=60), []
    ends = time.perf_counter() + SECONDS
    while len(times) < AT_LEAST or time.perf_counter() < ends:
        began = time.perf_counter()
        connection.request("GET", f"{path}?{urlencode(parameters)}")
        answer = connection.getresponse()
        answer.read()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        times.append(time.perf_counter() - began)
    connection.close()
    return median(times[1:])


def installed() -> Path:
    """Datasette in an environment of its own: it is no part of the site."""
    folder = VAR / "datasette"
    if not (folder / "bin" / "datasette").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # noqa: S603
        pip = [folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", ROOT / "bench" / "requirements.txt"], check=True)  # noqa: S603
    return folder / "bin" / "datasette"


def fill() -> None:
    from search.models import CaseRecord

    DATABASE.unlink(missing_ok=True)
    with sqlite3.connect(DATABASE) as database:
        database.executescript(SCHEMA)
        rows = CaseRecord.objects.public().order_by("pk").values_list(*FIELDS).iterator(chunk_size=2000)
        database.executemany("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?)", rows)
        database.executescript(INDEXES)
    database.close()
