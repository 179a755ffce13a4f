"""Questions, time and figures of one measurement, and how a table of them is printed."""

import math
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Row = Sequence[str]


@dataclass
class Taken:
    """Seconds by the clock, seconds of this process, and the questions to the database in between."""

    clock: float = 0.0
    own: float = 0.0
    questions: list[str] = field(default_factory=list)


@contextmanager
def taken() -> Iterator[Taken]:
    from django.db import connection

    found = Taken()

    def noted(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found.questions.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        clock, own = time.perf_counter(), time.process_time()
        yield found
        found.clock, found.own = time.perf_counter() - clock, time.process_time() - own


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many of a hundred do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def table(title: str, head: Row, rows: Iterable[Row]) -> None:
    lines = [head, ["---"] * len(head), *rows]
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    sys.stdout.write(f"\n### {title}\n\n{text}\n")
    sys.stdout.flush()
