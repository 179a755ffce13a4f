import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from search.everywhere import indexing as everywhere
from search.indexing import BATCH
from search.rebuilding import Progress, rebuild


class Command(BaseCommand):
    help = "Write the index of the search anew, for cases and for the site; the old rows serve meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        one_writer = connection.vendor == "sqlite"
        processes = 1 if one_writer else os.cpu_count() or 1
        parser.add_argument("--batch", type=int, default=BATCH, help=f"cases in one transaction ({BATCH})")
        parser.add_argument("--after", type=int, default=0, help="go on after this key, where another run was stopped")
        parser.add_argument("--missing", action="store_true", help="only cases that are not in the index as it is now")
        parser.add_argument("--processes", type=int, default=processes, help=f"at the same time ({processes})")

    def handle(self, *args: Any, batch: int, after: int, processes: int, missing: bool, **options: Any) -> None:
        progress = Progress(0, after)
        try:
            for progress in rebuild(batch=batch, processes=processes, after=after, missing=missing):
                if options["verbosity"] > 1:
                    self.stdout.write(f"{progress.done} …")
        except BaseException:
            self.stderr.write(f"Stopped. To go on: rebuild_index --after {progress.last}")
            raise
        self.stdout.write(self.style.SUCCESS(f"Cases indexed: {progress.done}"))
        if missing:
            return
        done = max(everywhere.rebuild(), default=0)
        self.stdout.write(self.style.SUCCESS(f"Pages, bodies and the like: {done}"))
