"""Measures the nightly job on the database of DATABASE_URL: rows, questions and time of each part.

    python bench/synthetic.py --size 100000
    python bench/nightly.py --ahead 30

The clock is `--ahead` days from today, so that terms still running pass. It writes, as the job does.
"""

import argparse
import datetime as dt
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from monitoring.models import Case, ReferralStep  # noqa: E402
from monitoring.services.nightly import PARTS  # noqa: E402


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)


def measure(name: str, today: dt.date) -> None:
    counter, began = Counter(), time.perf_counter()
    with connection.execute_wrapper(counter):
        rows = PARTS[name](today)
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{name:34}{rows:>9}{counter.count:>10}{seconds:>10.2f} s\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ahead", type=int, default=1, help="days from today")
    parser.add_argument("--parts", nargs="*", default=list(PARTS), help=", ".join(PARTS))
    options = parser.parse_args()
    today = timezone.localdate() + dt.timedelta(days=options.ahead)
    head = (
        f"{connection.vendor}: {Case.objects.count()} cases, {ReferralStep.objects.count()} letters, night of {today}"
    )
    sys.stdout.write(f"{head}\n{'part':34}{'rows':>9}{'questions':>10}{'time':>12}\n")
    for night in ("first run", "the same again"):
        sys.stdout.write(f"{night}\n")
        for name in options.parts:
            measure(name, today)


if __name__ == "__main__":
    main()
