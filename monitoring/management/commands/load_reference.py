from typing import Any

from django.core.management.base import BaseCommand

from monitoring.reference.loading import load_all
from monitoring.services.deadlines import law_changed

LAW_OF_TERMS = frozenset({"deadline_rules", "calendar_days"})


class Command(BaseCommand):
    help = "Load regions, bodies, law and vocabularies from the data files; never overwrites an editor's change."

    def handle(self, *args: Any, **options: Any) -> None:
        reports = load_all()
        for report in reports:
            line = f"{report.name}: {report.created} created, {report.updated} updated"
            if report.kept:
                line += f", {len(report.kept)} fields kept as edited"
            if report.created or report.updated or options["verbosity"] > 1:
                self.stdout.write(line)
        if any(report.created or report.updated for report in reports if report.name in LAW_OF_TERMS):
            law_changed()
        self.stdout.write(self.style.SUCCESS("Reference data are up to date."))
