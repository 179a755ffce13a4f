from typing import Any

from django.core.management.base import BaseCommand

from search.questions.loading import load


class Command(BaseCommand):
    help = "Load the ready questions from the data file; never overwrites an editor's change."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load()
        kept = f", {len(report.kept)} fields kept as edited" if report.kept else ""
        self.stdout.write(
            self.style.SUCCESS(
                f"Questions: {report.created} created, {report.updated} updated, {report.unchanged} as they were{kept}."
            )
        )
