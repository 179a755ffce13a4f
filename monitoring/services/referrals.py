"""Verbs of the follow-up."""

from typing import Any

from monitoring.models import ReferralStep


def referred_to(finding: Any) -> str:
    """The addressees a finding was sent to, as one text."""
    steps = ReferralStep.objects.filter(referral__referred__finding=finding.pk).select_related("authority", "addressee")
    return ", ".join(dict.fromkeys(step.addressee_name for step in steps))
