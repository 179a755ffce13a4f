from django.db import migrations
from django.db.models import F

CHILDREN = {
    "Milestone": "case",
    "Consultation": "case",
    "EvidenceLink": "case",
    "Assessment": "case",
    "Finding": "case",
    "Notice": "consultation",
}


def give_places(apps, schema_editor):
    """Where a child of a record has no place among its siblings, number them all: such ones stood last."""
    for name, parent in CHILDREN.items():
        rows = apps.get_model("monitoring", name).objects
        unplaced = rows.filter(sort_order=None).order_by(parent).values_list(parent, flat=True).distinct()
        for key in list(unplaced):
            siblings = list(rows.filter(**{parent: key}).order_by(F("sort_order").asc(nulls_last=True), "pk"))
            for place, child in enumerate(siblings):
                child.sort_order = place
            rows.bulk_update(siblings, ["sort_order"])


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0015_data_package")]

    operations = [migrations.RunPython(give_places, migrations.RunPython.noop, elidable=True)]
