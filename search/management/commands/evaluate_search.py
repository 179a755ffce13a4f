from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.evaluation import JudgedSet, JudgedSetError, Score, evaluate

ROW = "{:<28} {:>7} {:>8} {:>13} {:>15} {:>11}"


class Command(BaseCommand):
    help = "Run the judged queries of a set over its own documents, beside the live index, and print how many were met."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="JSON with `documents` and `queries`")
        parser.add_argument("--wrong", action="store_true", help="also print each query that missed or was trapped")

    def handle(self, *args: Any, file: Path, wrong: bool, **options: Any) -> None:
        try:
            scores = evaluate(JudgedSet.read(file))
        except JudgedSetError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(ROW.format("type", "queries", "recall", "found", "trap precision", "avoided"))
        for kind, score in scores.items():
            self.stdout.write(_row(kind, score))
        if wrong:
            for kind, score in scores.items():
                for text, missed, trapped in score.wrong:
                    self.stdout.write(f"{kind}: {text} — missed {missed or '—'}, trapped by {trapped or '—'}")


def _row(kind: str, score: Score) -> str:
    precision = "—" if score.trap_precision is None else f"{score.trap_precision:.3f}"
    found, avoided = f"{score.found}/{score.relevant}", f"{score.absent}/{score.traps}"
    return ROW.format(kind, score.queries, f"{score.recall:.3f}", found, precision, avoided)
