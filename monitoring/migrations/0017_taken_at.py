from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0016_places_of_children'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidencereceipt',
            name='taken_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken'),
        ),
        migrations.AddField(
            model_name='evidenceupload',
            name='taken_at',
            field=models.DateTimeField(null=True),
        ),
    ]
