from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy


class CentrePagePermissionTester(PagePermissionTester):
    """A centre's editors change and publish the centre's page; its place in the tree is the administrators'.

    Their permissions hang on this page: with it deleted or moved they would lose their work.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.user.is_superuser and super().can_delete(ignore_bulk)


def require_explorable(page: Page, user: Any) -> None:
    """Wagtail sends a stray explorer back to the common root of her pages. With a part in each of three trees
    that root is everyone's, and the titles of others' drafts would be open by number.
    """
    if not PagePermissionPolicy().explorable_instances(user).filter(pk=page.pk).exists():
        raise PermissionDenied
