from wagtail.models import PagePermissionTester


class CentrePagePermissionTester(PagePermissionTester):
    """A centre's editors change and publish the centre's page; its place in the tree is the administrators'.

    Their permissions hang on this page: with it deleted or moved they would lose their work.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.user.is_superuser and super().can_delete(ignore_bulk)
