from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty until `rebuild_index` has run: what is kept under no digest is written anew."""

    dependencies = [("search", "0013_attached_words")]

    operations = [
        migrations.AddField("caseindex", "digest", models.BigIntegerField(editable=False, null=True)),
    ]
