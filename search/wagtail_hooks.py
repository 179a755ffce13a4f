from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from search.admin import SynonymViewSet
from search.api.admin import ApiKeyViewSet
from search.questions.admin import ReadyQuestionViewSet, admin_urls

register_snippet(SynonymViewSet)
register_snippet(ReadyQuestionViewSet)
hooks.register("register_admin_urls", admin_urls)


@hooks.register("register_admin_viewset")
def register_keys() -> ModelViewSet:
    return ApiKeyViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("search.revoke_key", _("Revoke a key"), _("Key of the API revoked"))
