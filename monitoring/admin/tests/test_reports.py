"""What the desk is told of dates and letters, and its reports: own cases only, in a fixed number of queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monitoring.admin.desk import DeskPanel
from monitoring.admin.reports.registration import REPORTS
from monitoring.enums import DeadlineState
from monitoring.models import BodyReply, Case, CaseDeadline, ReplyRequest, Suggestion
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    ReferralFactory,
    ReferralOutcomeFactory,
    ReplyRequestFactory,
    StepFactory,
    StepReplyFactory,
    finding,
)
from monitoring.tests.test_scorecards import deadline

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
ROWS = {"letters": 3, "activity": 2}


def today():
    return timezone.localdate()


def public_case(**fields):
    case = CaseFactory(children=[finding()], published=True, **fields)
    ReplyRequest.objects.filter(case=case).delete()
    CaseDeadline.objects.filter(case=case).delete()
    Suggestion.objects.filter(case=case).delete()
    return case


def letter(case, days, **fields):
    return StepFactory(
        referral=ReferralFactory(case=case), sent_on=today() - 40 * DAY, due_on=today() + days * DAY, **fields
    )


def everything(case):
    """One thing of each list of the desk; returns the letter that is overdue."""
    overdue, _soon = letter(case, -1), letter(case, 7)
    StepReplyFactory(step=letter(case, -1), received_on=today())
    letter(case, 8)
    deadline(case, DeadlineState.OVERDUE)
    deadline(case, DeadlineState.MET, "2")
    ReplyRequestFactory(case=case, due_on=today() + 3 * DAY, of=list(case.findings.all()))
    answered = ReplyRequestFactory(case=case, due_on=today() - DAY, of=list(case.findings.all()))
    BodyReply.objects.create(request=answered, text="Устраним", name="А. Б.", position="аким")
    Suggestion.objects.create(case=case, source="criterion", code="P02")
    Suggestion.objects.create(case=case, source="criterion", code="P03", dismissed_at=timezone.now())
    ReferralOutcomeFactory(step=overdue)
    forgotten(case)
    return overdue


def forgotten(like):
    draft = CaseFactory(title=f"Забытое: {like.title}", region=like.region, centre=like.centre)
    long_ago = timezone.now() - dt.timedelta(days=31)
    Case.objects.filter(pk=draft.pk).update(created_at=long_ago)
    draft.revisions.update(created_at=long_ago)
    return draft


@pytest.fixture
def own(db):
    case = public_case(title="Своё дело")
    everything(case)
    return case


@pytest.fixture
def foreign(astana):
    case = public_case(
        title="Чужое дело", region=astana.regions.get(), centre=astana, body=BodyFactory(region=astana.regions.get())
    )
    everything(case)
    return case


def lists(user):
    return {each["title"]: each for each in DeskPanel(user).get_context_data({})["lists"]}


def test_the_desk_counts_each_thing_once_and_nothing_of_others(own, foreign, coordinator, administrator):
    counts = {title: each["count"] for title, each in lists(coordinator).items()}
    assert sorted(counts.values()) == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
    told = str(lists(coordinator))
    assert "Своё дело" in told
    assert "Чужое дело" not in told
    assert {each["count"] for each in lists(administrator).values()} == {0, 2}


def test_every_list_leads_to_all_of_it(own, desk, coordinator):
    for title, each in lists(coordinator).items():
        response = desk.get(each["url"])
        assert response.status_code == 200, title
        for row in each["rows"]:
            assert desk.get(row["url"]).status_code == 200, row


def test_a_reply_is_due_this_week_from_today_to_the_seventh_day(coordinator, settings):
    case = public_case()
    for days in (-1, 0, 7, 8):
        letter(case, days)
    settings.LANGUAGE_CODE = "en"
    found = lists(coordinator)
    titles = list(found)
    overdue, week = found[titles[4]], found[titles[5]]
    assert (overdue["count"], week["count"]) == (1, 2)


def test_the_desk_costs_the_same_whatever_happened(own, coordinator):
    lists(coordinator)
    with CaptureQueriesContext(connection) as few:
        lists(coordinator)
    for _n in range(3):
        everything(public_case())
    with CaptureQueriesContext(connection) as many:
        lists(coordinator)
    assert len(many) == len(few)


def page(client, report, query="", lists_only=False):
    return client.get(f"{reverse(report.url_name())}{query}")


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
class TestReports:
    def test_shows_the_own_centre_only(self, report, own, foreign, desk, astana):
        shown = page(desk, report).content.decode()
        assert own.region.name in shown or "Своё дело" in shown or "Павлодар" in shown
        assert "Чужое дело" not in shown
        exported = page(desk, report, "?export=csv").getvalue().decode()
        assert len(exported.splitlines()) == 1 + ROWS.get(report.name, 1)
        assert str(foreign.reference) not in exported
        assert astana.name not in exported
        assert page(desk, report, f"?centre={astana.pk}").context["paginator"].count <= 3
        assert "Чужое дело" not in page(desk, report, f"?centre={astana.pk}").content.decode()

    def test_administrators_see_the_country_and_narrow_it(self, report, own, foreign, client, administrator, astana):
        client.force_login(administrator)
        rows = ROWS.get(report.name, 1)
        assert page(client, report).context["paginator"].count == 2 * rows
        assert page(client, report, f"?centre={astana.pk}").context["paginator"].count == rows

    def test_costs_the_same_for_one_and_for_many(self, report, own, desk):
        page(desk, report)
        with CaptureQueriesContext(connection) as few:
            page(desk, report)
        with CaptureQueriesContext(connection) as few_exported:
            page(desk, report, "?export=csv").getvalue()
        for _n in range(3):
            everything(public_case())
        with CaptureQueriesContext(connection) as many:
            page(desk, report)
        with CaptureQueriesContext(connection) as many_exported:
            page(desk, report, "?export=csv").getvalue()
        assert len(many) == len(few)
        assert len(many_exported) == len(few_exported)

    def test_nobody_without_a_desk_opens_it(self, report, own, client, editor, volunteer):
        for user in (editor, volunteer):
            client.force_login(user)
            response = page(client, report)
            assert response.status_code in (302, 403)
            assert "Своё дело" not in response.content.decode()

    def test_is_in_the_menu_and_takes_bad_filters(self, report, own, desk):
        assert reverse(report.url_name()) in desk.get(reverse("wagtailadmin_home")).content.decode()
        assert page(desk, report, "?centre=x&state=x&due=x&since=x&p=99&ordering=x").status_code == 200


def test_activity_names_no_person(own, desk, coordinator):
    shown = page(desk, REPORTS[-1]).content.decode()
    exported = page(desk, REPORTS[-1], "?export=csv").getvalue().decode()
    assert coordinator.email not in exported
    assert "Павлодарский" in shown
    assert exported.splitlines()[1].count(",") == exported.splitlines()[0].count(",")
