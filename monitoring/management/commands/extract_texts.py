from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from monitoring.enums import TextState
from monitoring.services.evidence_texts import read_missing


class Command(BaseCommand):
    help = "Read the words of public files that were not read yet; stopped, it goes on where it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="also files that failed, and scans left unread")

    def handle(self, *args: Any, **options: Any) -> None:
        states = Counter(text.state for text in read_missing(again=options["again"]))
        told = ", ".join(f"{state}: {states[state]}" for state in TextState.values if states[state])
        self.stdout.write(self.style.SUCCESS(told or "The words of all public files were read before."))
