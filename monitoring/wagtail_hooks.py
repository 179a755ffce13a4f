from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from monitoring.admin import bulk
from monitoring.admin.case_menu import construct_case_menu
from monitoring.admin.desk import add_desk
from monitoring.admin.files import FileChooserViewSet
from monitoring.admin.menu import MonitoringGroup
from monitoring.admin.reference.bulk import DeleteUnused, MergeDuplicates
from monitoring.admin.reference.viewsets import ReferenceGroup

register_snippet(MonitoringGroup)
register_snippet(ReferenceGroup)


@hooks.register("register_admin_viewset")
def register_file_chooser() -> ChooserViewSet:
    return FileChooserViewSet()


hooks.register("construct_snippet_action_menu", construct_case_menu)
hooks.register("construct_homepage_panels", add_desk)
hooks.register("register_bulk_action", bulk.PublishCases)
hooks.register("register_bulk_action", bulk.AssignCentre)
hooks.register("register_bulk_action", bulk.SetStage)
hooks.register("register_bulk_action", bulk.DeleteDrafts, order=1)
hooks.register("register_bulk_action", MergeDuplicates)
hooks.register("register_bulk_action", DeleteUnused, order=1)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("monitoring.withdraw", _("Withdraw"), _("Withdrawn from the public pages"))
    actions.register_action("monitoring.refuse", _("Refuse"), _("Refused for good"))
    actions.register_action("monitoring.merge", _("Merge"), _("Merged with its duplicates"))
    actions.register_action("monitoring.assign", _("Assign"), _("Assigned to another centre"))
    actions.register_action("monitoring.reconcile", _("Reconcile"), _("United with the public version"))
    actions.register_action("monitoring.attendance", _("Enter the attendance"), _("Attendance list entered or removed"))
    actions.register_action("monitoring.confirm", _("Confirm a sign"), _("Finding made of a suggested sign"))
    actions.register_action("monitoring.dismiss", _("Dismiss a sign"), _("Suggested sign dismissed"))
    actions.register_action("monitoring.unschedule", _("Unschedule"), _("Scheduled publication refused"))


@hooks.register("insert_global_admin_css")
def listing_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/listing.css"))
