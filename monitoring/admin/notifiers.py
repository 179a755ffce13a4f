"""Wagtail's letters about workflows lead into the admin, where volunteers cannot go: they get letters of our own."""

from typing import Any

from wagtail.admin import mail
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from monitoring.models import FieldLog


def is_of_volunteer(state: WorkflowState) -> bool:
    of_case = state.base_content_type.model_class() is FieldLog._meta.get_field("case").related_model
    return of_case and FieldLog.objects.filter(case=state.object_id).exists()


class ApprovalNotifier(mail.WorkflowStateApprovalEmailNotifier):
    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return super().can_handle(instance, **kwargs) and not is_of_volunteer(instance)


class RejectionNotifier(mail.WorkflowStateRejectionEmailNotifier):
    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return super().can_handle(instance, **kwargs) and not is_of_volunteer(instance)


NOTIFIERS = [
    (workflow_approved, ApprovalNotifier(), "workflow_state_approved_email_notification"),
    (workflow_rejected, RejectionNotifier(), "workflow_state_rejected_email_notification"),
]


def spare_volunteers() -> None:
    """Take the places of Wagtail's receivers, known by these names; before or after Wagtail connects its own."""
    for signal, notifier, place in NOTIFIERS:
        signal.disconnect(sender=WorkflowState, dispatch_uid=place)
        signal.connect(notifier, sender=WorkflowState, dispatch_uid=place)
