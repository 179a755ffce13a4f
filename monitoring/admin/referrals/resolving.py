"""After a violation was put right: its findings may be marked as resolved, in the draft."""

from typing import Any, Self
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.enums import FindingStatus
from monitoring.models import ReferralStep
from monitoring.services.referrals import RESOLVING


class ResolveForm(forms.Form):
    findings = forms.TypedMultipleChoiceField(
        label=_("Put right"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Marked as resolved in the draft of the record; readers see it once the draft is published."),
    )

    def __init__(self, step: ReferralStep, data: Any = None) -> None:
        self.step = step
        super().__init__(data, auto_id=f"resolve-{step.pk}-%s")
        field: Any = self.fields["findings"]
        field.choices = [
            (str(row.finding.uid), row.finding.title)
            for row in step.referral.referred.select_related("finding").prefetch_related("finding__statuses")
            if row.finding.status != FindingStatus.RESOLVED
        ]

    @classmethod
    def of(cls, step: ReferralStep) -> Self | None:
        """None where no outcome says that anything was put right."""
        if not any(outcome.outcome.key in RESOLVING for outcome in step.outcomes.all()):
            return None
        form = cls(step)
        field: Any = form.fields["findings"]
        return form if field.choices else None

    def note(self) -> str:
        """The act that says so."""
        told = [outcome for outcome in self.step.outcomes.all() if outcome.outcome.key in RESOLVING]
        return f"{told[-1].outcome}: {told[-1].document}"[:500] if told else ""
