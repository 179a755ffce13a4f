from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from home.services import set_up_centre
from home.site_tree import set_up_trees
from monitoring.models import Centre


class Command(BaseCommand):
    help = "Plant the trees of pages and each centre's part of them. Run as often as you like: what exists stays."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        trees = set_up_trees()
        centres = [centre for centre in Centre.objects.all() if set_up_centre(centre=centre)]
        self.stdout.write(f"Pages: {len(trees)} new trees, {len(centres)} centres have their pages.")
