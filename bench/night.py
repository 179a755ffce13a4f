"""The nightly job, part by part, and the same again; the clock is a day ahead, so that terms still running pass."""

import datetime as dt

from bench.measuring import table, taken

SLOW = {"open-data package"}


def run() -> None:
    from django.utils import timezone

    from monitoring.services.nightly import PARTS

    today = timezone.localdate() + dt.timedelta(days=1)
    for night in ("first run", "the same again"):
        rows = []
        for name, part in PARTS.items():
            if name in SLOW:
                continue
            with taken() as one:
                done = part(today)
            rows.append([name, str(done), str(len(one.questions)), f"{one.clock:.2f} s", f"{one.own:.2f} s"])
        table(f"The night, {night}", ("part", "rows", "questions", "time", "processor"), rows)
