import django.db.models.deletion
from django.db import migrations, models

import search.fields

ASPECTS = ("place_set", "decision_set", "breach_set", "criteria_set", "missed_set", "follow_up_set")


class Migration(migrations.Migration):
    """Counts that are kept with the index and with the questions; what entries hold stands in sets that they share.

    Entries hold nothing until `rebuild_index --missing` has run: what is kept under no digest is written anew.
    """

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
        migrations.CreateModel(
            "FacetSet",
            [
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("numbers", search.fields.NumberSet()),
            ],
            options={"verbose_name": "values held together", "verbose_name_plural": "values held together"},
        ),
        migrations.RemoveField("caseindex", "numbers"),
        *(migrations.AddField("caseindex", aspect, models.BigIntegerField(null=True)) for aspect in ASPECTS),
        migrations.AddField("caseindex", "digest", models.BigIntegerField(editable=False, null=True)),
    ]
