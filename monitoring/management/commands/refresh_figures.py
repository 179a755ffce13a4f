from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from monitoring.services.figures import store_all_figures


class Command(BaseCommand):
    help = "Compute anew what every public case contributes to scorecards."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", type=int, default=0, help="go on after the case with this key")

    def handle(self, *args: Any, **options: Any) -> None:
        for reached in store_all_figures(after=options["after"]):
            if options["verbosity"] > 1:
                self.stdout.write(f"Up to case {reached}.")
        self.stdout.write(self.style.SUCCESS("The figures of all public cases are up to date."))
