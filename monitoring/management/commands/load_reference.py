from typing import Any

from django.core.management.base import BaseCommand

from monitoring.reference.loading import load_all


class Command(BaseCommand):
    help = "Load regions, bodies, law and vocabularies from the data files; never overwrites an editor's change."

    def handle(self, *args: Any, **options: Any) -> None:
        for report in load_all():
            line = f"{report.name}: {report.created} created, {report.updated} updated"
            if report.kept:
                line += f", {len(report.kept)} fields kept as edited"
            if report.created or report.updated or options["verbosity"] > 1:
                self.stdout.write(line)
        self.stdout.write(self.style.SUCCESS("Reference data are up to date."))
