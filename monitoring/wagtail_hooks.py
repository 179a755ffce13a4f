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
from monitoring.admin.file_chooser import FileChooserViewSet
from monitoring.admin.menu import MonitoringGroup
from monitoring.admin.reference.bulk import DeleteUnused, MergeDuplicates
from monitoring.admin.reference.viewsets import ReferenceGroup
from monitoring.admin.replies import report
from monitoring.admin.reports import registration as reports

register_snippet(MonitoringGroup)
register_snippet(ReferenceGroup)


@hooks.register("register_admin_viewset")
def register_file_chooser() -> ChooserViewSet:
    return FileChooserViewSet()


hooks.register("register_admin_urls", report.admin_urls)
hooks.register("register_reports_menu_item", report.menu_item)
hooks.register("register_admin_urls", reports.admin_urls)
for desk_report in reports.REPORTS:
    hooks.register("register_reports_menu_item", desk_report.menu_item)
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
    actions.register_action("monitoring.close_versions", _("Close versions"), _("Earlier versions closed"))
    actions.register_action("monitoring.refuse", _("Refuse"), _("Refused for good"))
    actions.register_action("monitoring.merge", _("Merge"), _("Merged with its duplicates"))
    actions.register_action("monitoring.assign", _("Assign"), _("Assigned to another centre"))
    actions.register_action("monitoring.reconcile", _("Reconcile"), _("United with the public version"))
    actions.register_action("monitoring.attendance", _("Enter the attendance"), _("Attendance list entered or removed"))
    actions.register_action("monitoring.confirm", _("Confirm a sign"), _("Finding made of a suggested sign"))
    actions.register_action("monitoring.finding", _("Move a finding"), _("Finding handed over or verified"))
    actions.register_action("monitoring.dismiss", _("Dismiss a sign"), _("Suggested sign dismissed"))
    actions.register_action("monitoring.reply.invite", _("Invite to reply"), _("Body invited to reply"))
    actions.register_action("monitoring.reply.renew_link", _("Renew the link"), _("Link of the reply renewed"))
    actions.register_action("monitoring.reply.cancel", _("Cancel the invitation"), _("Invitation to reply cancelled"))
    actions.register_action("monitoring.reply.publish_sooner", _("Publish sooner"), _("Reason not to await the reply"))
    actions.register_action("monitoring.reply.receive", _("Receive a reply"), _("Reply of the body received"))
    actions.register_action("monitoring.reply.enter", _("Enter a reply"), _("Reply of the body entered from paper"))
    actions.register_action("monitoring.reply.show", _("Show a reply"), _("Reply of the body shown"))
    actions.register_action("monitoring.reply.refuse", _("Refuse a reply"), _("Reply of the body not shown"))
    actions.register_action("monitoring.template_upload", _("Upload a template"), _("Template of a letter uploaded"))
    actions.register_action("monitoring.template_drop", _("Drop a template"), _("Template of a letter taken back"))
    actions.register_action("monitoring.unschedule", _("Unschedule"), _("Scheduled publication refused"))


@hooks.register("insert_global_admin_css")
def listing_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/listing.css"))
