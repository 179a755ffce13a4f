from django.db import migrations, models


class Migration(migrations.Migration):
    """The last published cases are met in their order, on the home page and in the choosers."""

    dependencies = [("monitoring", "0020_shown_requests")]

    operations = [
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["-first_published_at", "-id"],
                name="monitoring_case_newest",
                condition=models.Q(live=True, withdrawn_at__isnull=True),
            ),
        ),
    ]
