from django.urls import URLPattern

from monitoring.admin.reports.activity import ActivityReport
from monitoring.admin.reports.base import DeskReport
from monitoring.admin.reports.deadlines import DeadlineReport
from monitoring.admin.reports.letters import LetterReport
from monitoring.admin.reports.outcomes import OutcomeReport
from monitoring.admin.reports.untouched import UntouchedReport

REPORTS: tuple[type[DeskReport], ...] = (DeadlineReport, LetterReport, UntouchedReport, OutcomeReport, ActivityReport)


def admin_urls() -> list[URLPattern]:
    return [pattern for report in REPORTS for pattern in report.urls()]
