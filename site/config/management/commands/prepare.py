from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.demonstration import PASSWORD, make_accounts
from monitoring.models import DataPackage
from monitoring.services.packages import build_package
from monitoring.services.workflow import ensure_review_workflow

RECORDS = Path(settings.ROOT) / "monitoring" / "data" / "records" / "hearings.jsonl"


class Command(BaseCommand):
    help = (
        "Bring the database up to the code: schema, reference data, review workflow, page trees; under "
        "development settings also the real records and one account per role. Safe to run any number of times."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="", help="where the site will answer, to be printed")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_reference", stdout=self.stdout)
        call_command("load_synonyms", stdout=self.stdout)
        call_command("set_up_site", stdout=self.stdout)
        ensure_review_workflow()
        if settings.DEMONSTRATION:
            call_command("import_cases", str(RECORDS), mapping="hearings", publish=True, stdout=self.stdout)
        call_command("rebuild_index", missing=True, stdout=self.stdout)
        call_command("load_questions", stdout=self.stdout)
        if settings.DEMONSTRATION:
            self.demonstrate(options["address"])

    def demonstrate(self, address: str) -> None:
        call_command("send_alerts", stdout=self.stdout)
        if not DataPackage.objects.public().exists():
            build_package(timezone.localdate())
        accounts = make_accounts()
        self.stdout.write("\nAccounts for trying out (password for all: " + PASSWORD + ")")
        for email, role in accounts.items():
            self.stdout.write(f"  {role.label:<15} {email}")
        if address:
            self.stdout.write(self.style.SUCCESS(f"\nThe site: {address}   the desk: {address}/admin/\n"))
