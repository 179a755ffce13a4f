import argparse
import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitoring.services.nightly import is_due, run_night


class Command(BaseCommand):
    help = "Write down which legal dates passed and send coordinators their digest; harmless to repeat."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--date", type=dt.date.fromisoformat, help="the day to run for (default: today)")
        parser.add_argument("--if-due", action="store_true", help="only once a day, from five in the morning")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_due"] and not is_due(timezone.now()):
            return
        try:
            done = run_night(options["date"] or timezone.localdate())
        except ExceptionGroup as group:
            raise CommandError("; ".join(str(failure) for failure in group.exceptions)) from group
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in done.items()))
