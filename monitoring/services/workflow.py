"""The review that every record passes before it is public, as a Wagtail workflow."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from monitoring.models import Case, CaseReviewTask


@transaction.atomic
def ensure_review_workflow() -> Workflow:
    """The active workflow of cases; made once. One that an administrator has chosen instead is left alone."""
    content_type = ContentType.objects.get_for_model(Case, for_concrete_model=False)
    chosen = WorkflowContentType.objects.filter(content_type=content_type).select_related("workflow").first()
    if chosen and chosen.workflow.active:
        return chosen.workflow
    with override(settings.LANGUAGE_CODE):
        task = CaseReviewTask.objects.filter(active=True).first() or CaseReviewTask.objects.create(
            name=gettext("Review by a coordinator")
        )
        workflow = Workflow.objects.create(name=gettext("Review of records"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    return workflow
