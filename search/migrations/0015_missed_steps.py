from django.db import migrations


def to_be_written_anew(apps, schema_editor):
    entries = apps.get_model("search", "CaseIndex").objects.using(schema_editor.connection.alias)
    entries.filter(missed_set__isnull=False).update(digest=None)


class Migration(migrations.Migration):
    """By how many days a term was missed is counted by the steps that are offered, no more by every number of days.

    The entries that it concerns are written anew by `rebuild_index --missing`.
    """

    dependencies = [("search", "0014_tallies")]

    operations = [migrations.RunPython(to_be_written_anew, migrations.RunPython.noop)]
