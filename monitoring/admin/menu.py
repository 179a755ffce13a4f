from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from monitoring.admin.case_viewset import CaseViewSet
from monitoring.admin.council_sessions import CouncilSessionViewSet
from monitoring.admin.files import FileViewSet
from monitoring.admin.importing import ImportViewSet
from monitoring.admin.letter_templates import LetterTemplateViewSet
from monitoring.admin.referrals import ReferralViewSet
from monitoring.admin.scorecard_comments import ScorecardCommentViewSet


class MonitoringGroup(SnippetViewSetGroup):
    """Import and reference data join by adding their viewsets to `items`."""

    menu_label = _("Monitoring")
    menu_name = "monitoring"
    menu_icon = "folder-open-inverse"
    menu_order = 90
    items = (
        CaseViewSet,
        ReferralViewSet,
        CouncilSessionViewSet,
        FileViewSet,
        LetterTemplateViewSet,
        ScorecardCommentViewSet,
        ImportViewSet,
    )
