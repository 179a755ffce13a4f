import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from monitoring.importing.errors import FileRefused, Interrupted
from monitoring.importing.mapping import FileMapping, get_mapping, mapping_keys
from monitoring.importing.reading import Table, read_table
from monitoring.importing.results import Report, Result
from monitoring.importing.scope import Scope
from monitoring.importing.service import import_table
from monitoring.models import Centre

STEP = 500


class Command(BaseCommand):
    help = "Import cases from CSV, XLSX or JSON Lines: all rows or none. Importing again updates what changed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--mapping", choices=mapping_keys(), default="table")
        parser.add_argument("--source", default="", help="name that divides its numbers from other sources'")
        parser.add_argument("--centre", help="key of the centre that gets the cases (default: by region)")
        parser.add_argument("--publish", action="store_true", help="publish; otherwise they become drafts")
        parser.add_argument("--dry-run", action="store_true", help="check and tell, store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity: int = options["verbosity"]
        table = self.read(options["file"])
        mapping = self.mapping_for(get_mapping(options["mapping"]), table)
        try:
            report = import_table(
                table=table,
                mapping=mapping,
                scope=Scope(centre=self.centre(options["centre"])),
                source=slugify(options["source"]),
                publish=options["publish"],
                dry_run=options["dry_run"],
                progress=self.progress,
            )
        except Interrupted as error:
            raise CommandError(str(error)) from error
        self.tell(report, dry_run=options["dry_run"])

    def read(self, path: Path) -> Table:
        try:
            with path.open("rb") as stream:
                table = read_table(stream, path.name)
        except OSError as error:
            raise CommandError(str(error)) from error
        except FileRefused as error:
            raise CommandError(" ".join(error.messages)) from error
        details = ", ".join(part for part in (table.format, table.encoding) if part)
        if self.verbosity > 1:
            self.stdout.write(f"{path.name}: {details}, {len(table.rows)} rows")
        return table

    def mapping_for(self, mapping: FileMapping, table: Table) -> FileMapping:
        if not mapping.chosen:
            return mapping
        chosen = mapping.recognise(table.columns)
        for column, target in chosen.items():
            self.stdout.write(f"{column} → {target or 'left out'}")
        return mapping.with_sources(chosen)

    def centre(self, key: str | None) -> Centre | None:
        if key is None:
            return None
        centre = Centre.objects.filter(key=key).first()
        if centre is None:
            raise CommandError(f"There is no centre {key!r}.")
        return centre

    def progress(self, step: str, done: int, total: int) -> None:
        if done % STEP == 0 and done < total:
            self.stdout.write(f"{step}: {done} of {total} rows")

    def tell(self, report: Report, *, dry_run: bool) -> None:
        """Errors always, warnings where they were asked for; a failed import ends with an error."""
        told = [(r, i) for r, i in report.issues if i.is_error or dry_run or self.verbosity > 1]
        if told:
            self.stdout.write("row, column, reason")
        for row, issue in told:
            kind = "error" if issue.is_error else "warning"
            self.stdout.write(f"{row.row}, {issue.column or '—'}, {kind}: {issue.reason}")
        counts = ", ".join(f"{number} {name}" for name, number in report.counts.items() if number)
        if report.has_errors:
            raise CommandError(f"Nothing was imported: {report.counts[Result.ERROR]} rows with errors.")
        verb = "Would import" if dry_run else "Imported"
        self.stdout.write(self.style.SUCCESS(f"{verb}: {counts or 'no rows'}; {report.published} published."))
