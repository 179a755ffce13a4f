from typing import Any

import django.db.models.deletion
from django.db import migrations, models

COUNTED = (
    "INSERT INTO search_facettally (term_id, entries) "
    "SELECT each.value, COUNT(*) FROM search_caseindex AS entry, {each} GROUP BY each.value"
)
EACH = {"postgresql": "unnest(entry.numbers) AS each(value)", "sqlite": "json_each(entry.numbers) AS each"}


def count(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(COUNTED.format(each=EACH[schema_editor.connection.vendor]))


class Migration(migrations.Migration):
    """Counts that are kept with the index, and with the questions; these get theirs from `load_questions`."""

    dependencies = [("search", "0013_attached_words")]

    operations = [
        migrations.AddField(
            "readyquestion",
            "found",
            models.PositiveIntegerField(editable=False, null=True, verbose_name="cases found"),
        ),
        migrations.CreateModel(
            "FacetTally",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entries", models.IntegerField()),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="search.facetterm"
                    ),
                ),
            ],
            options={"verbose_name": "tally of a value", "verbose_name_plural": "tallies of values"},
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
