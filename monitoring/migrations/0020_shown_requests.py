from django.db import migrations
from django.db.models import Exists, OuterRef, Subquery

SHOWN = ["published", "answered", "disputed", "resolved"]


def find_shown(apps, schema_editor):
    """Which invitations to reply ask about findings that are shown."""
    models = apps.get_app_config("monitoring")
    statuses = models.get_model("FindingStatusRow").objects.filter(finding=OuterRef("pk"))
    latest = statuses.order_by("-at", "-pk").values("status")[:1]
    findings = models.get_model("Finding").objects.filter(uid=OuterRef("finding_uid"))
    shown = findings.alias(latest=Subquery(latest)).filter(latest__in=SHOWN)
    told = models.get_model("RequestedFinding").objects.filter(Exists(shown), request=OuterRef("pk"))
    models.get_model("ReplyRequest").objects.update(about_shown=Exists(told))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0019_public_keys")]

    operations = [migrations.RunPython(find_shown, migrations.RunPython.noop, elidable=True)]
