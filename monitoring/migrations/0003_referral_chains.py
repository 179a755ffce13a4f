"""A referral was one letter about one finding; it becomes a chain whose first step is that letter."""

import uuid

from django.db import migrations


def to_chains(apps, schema_editor):
    Referral = apps.get_model("monitoring", "Referral")
    ReferredFinding = apps.get_model("monitoring", "ReferredFinding")
    ReferralStep = apps.get_model("monitoring", "ReferralStep")
    for referral in Referral.objects.exclude(finding=None).select_related("finding").iterator():
        referral.case_id, referral.opened_on = referral.finding.case_id, referral.sent_on
        referral.uid = uuid.uuid4()
        referral.save(update_fields=["case", "opened_on", "uid"])
        ReferredFinding.objects.create(referral=referral, finding_id=referral.finding_id)
        ReferralStep.objects.create(
            referral=referral,
            kind="appeal_statement",
            authority_id=referral.authority_id,
            sent_on=referral.sent_on,
            registration_no=referral.registration_no,
        )


def to_letters(apps, schema_editor):
    for referral in apps.get_model("monitoring", "Referral").objects.all():
        step, referred = referral.steps.order_by("pk").first(), referral.referred.order_by("pk").first()
        if step and referred:
            referral.finding_id, referral.authority_id = referred.finding_id, step.authority_id
            referral.sent_on, referral.registration_no = step.sent_on, step.registration_no
            referral.save()


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_law_at_work")]

    operations = [migrations.RunPython(to_chains, to_letters, elidable=True)]
