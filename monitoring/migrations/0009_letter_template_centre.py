import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0008_reply_papers"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="lettertemplate",
            name="monitoring_letter_template_once",
        ),
        migrations.AddField(
            model_name="lettertemplate",
            name="centre",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="letter_templates",
                to="monitoring.centre",
                verbose_name="Aarhus centre",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(
                fields=("centre", "kind", "language"), name="monitoring_letter_template_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lettertemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("centre__isnull", True)),
                fields=("kind", "language"),
                name="monitoring_letter_template_country",
            ),
        ),
    ]
