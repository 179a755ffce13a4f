from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import BATCH, rebuild


class Command(BaseCommand):
    help = "Write the search index of public cases anew. The rows there are go on serving; run it as often as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help=f"cases in one transaction ({BATCH})")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        done = 0
        for done in rebuild(batch=batch):
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} …")
        self.stdout.write(self.style.SUCCESS(f"Cases in the index: {done}"))
