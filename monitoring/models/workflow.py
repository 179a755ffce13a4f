"""The step of Wagtail's workflow in which a coordinator checks a case."""

from typing import Any

from django.db import models
from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from monitoring import permissions
from monitoring.models.case import Case


class CaseReviewTask(Task):
    """Whoever manages the case may return it; whoever may publish it may approve it, which publishes it."""

    class Meta:
        verbose_name = _("review by a coordinator")
        verbose_name_plural = _("reviews by a coordinator")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A coordinator of the case's region checks it and publishes it, or returns it with reasons."))

    def user_can_access_editor(self, obj: Case, user: Any) -> bool:
        return permissions.can_manage(user, obj)

    def locked_for_user(self, obj: Case, user: Any) -> bool:
        return not permissions.can_manage(user, obj)

    def user_can_lock(self, obj: Case, user: Any) -> bool:
        return permissions.can_manage(user, obj)

    def get_actions(self, obj: Case, user: Any) -> list[tuple[str, Any, bool]]:
        from monitoring.services.publishing import may_publish

        if not permissions.can_manage(user, obj):
            return []
        actions = [("reject", _("Return with reasons"), True)]
        if may_publish(case=obj, user=user):
            actions.append(("approve", _("Approve"), False))
        return actions

    def get_form_for_action(self, action: str) -> type[Form]:
        from monitoring.admin.review_forms import ReasonForm

        form: type[Form] = ReasonForm if action == "reject" else super().get_form_for_action(action)
        return form

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        from monitoring.services.letters import tell_coordinators

        task_state: TaskState = super().start(workflow_state, user=user)
        tell_coordinators(case=workflow_state.content_object)
        return task_state

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Raises PublishingRefused; then nothing has happened."""
        from monitoring.services.review import act

        act(task=self, task_state=task_state, user=user, action=action_name, comment=kwargs.get("comment", ""))

    def perform(self, task_state: TaskState, user: Any, action: str, comment: str) -> None:
        super().on_action(task_state, user, action, comment=comment)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """None in Wagtail's own list: the desk lists the cases that wait, with their age."""
        return TaskState.objects.none()
