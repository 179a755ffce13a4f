"""make bench SIZE=100000 PARTS=pages,publish,night"""

import argparse
import os
import platform
import sys
from importlib import import_module

from bench.environment import start

PARTS = {
    "pages": "pages",
    "search": "searching",
    "csv": "exporting",
    "publish": "publishing",
    "rebuild": "rebuilding",
    "figures": "figures",
    "night": "night",
    "datasette": "peer",
}


# More than so many are copies of these.
MADE = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="how many cases; missing ones are made")
    parser.add_argument("--parts", default=",".join(PARTS), help="some of " + ", ".join(PARTS))
    options = parser.parse_args()
    parts = options.parts.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"There is no part {', '.join(sorted(unknown))}.")
    start()
    prepare(options.size)
    describe()
    for part in parts:
        import_module(f"bench.{PARTS[part]}").run()


def prepare(size: int) -> None:
    from django.core.management import call_command

    from bench.multiplying import multiply
    from bench.synthetic import fill
    from monitoring.models import Case
    from search.models import CaseRecord

    first = min(size, MADE)
    missing = first - Case.objects.public().count()
    if missing > 0:
        fill(missing)
    if CaseRecord.objects.count() < first:
        call_command("rebuild_index")
    times = size // Case.objects.public().count()
    if times > 1:
        multiply(times)


def describe() -> None:
    import django
    from django.conf import settings
    from django.db import connection

    from monitoring.models import Case

    version = ".".join(map(str, connection.get_database_version()))
    cache = settings.CACHES["default"]["BACKEND"].rpartition(".")[2]
    sys.stdout.write(
        f"{Case.objects.public().count()} public cases on {connection.vendor} {version}, {cache}; Python "
        f"{platform.python_version()}, Django {django.__version__}; {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} before.\n"
    )


if __name__ == "__main__":
    main()
