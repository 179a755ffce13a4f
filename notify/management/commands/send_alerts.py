import argparse
import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notify.services.planning import plan
from notify.services.sending import queue
from notify.services.subscribing import sweep
from search.changes.collecting import collect

NOT_BEFORE = dt.time(8)


class Command(BaseCommand):
    help = "Note what became public, give the worker the messages that are due, forget what is no longer needed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--if-due", action="store_true", help="no new messages before eight in the morning")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        noted = collect(now)
        early = options["if_due"] and timezone.localtime(now).time() < NOT_BEFORE
        planned = 0 if early else plan(now)
        done = {"changes": noted, "messages": planned, "given to the worker": queue(now), "forgotten": sweep(now)}
        if any(done.values()):
            self.stdout.write(", ".join(f"{name}: {count}" for name, count in done.items()))
