"""The index follows what becomes public without a new version of the case."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import Moderation, ReplyResult
from monitoring.models import AssessedCriterion, BodyReply, CaseDeadline, ReferralStep
from monitoring.services.body_replies import moderate
from monitoring.services.nightly import mark_overdue
from monitoring.services.referrals.corrections import strike_outcome
from monitoring.services.referrals.outcomes import record_outcome
from monitoring.services.referrals.replies import rate_questions, record_reply
from monitoring.signals import facts_changed
from monitoring.tests.factories import (
    CaseFactory,
    CriterionFactory,
    DeadlineRuleFactory,
    OutcomeFactory,
    StepQuestionFactory,
    finding,
    refer,
)
from search.filters import Selection
from search.filters.facets import count
from search.indexing import refresh_facts
from search.models import CaseRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(children=[finding()], published=True)


@pytest.fixture
def letter(case, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sent = refer(case.findings.get(), due_on=timezone.localdate() + dt.timedelta(days=3)).steps.get()
        StepQuestionFactory(step=sent)
    return sent


@pytest.fixture
def user():
    return UserFactory(role=Role.COORDINATOR)


def values(facet):
    return set(count(Selection()).of[facet])


def test_a_letter_its_reply_and_outcome_are_followed(case, letter, user, django_capture_on_commit_callbacks):
    assert (values("letter"), values("authority")) == ({"awaited"}, {letter.authority.key})
    with django_capture_on_commit_callbacks(execute=True):
        record_reply(step=letter, received_on=timezone.localdate(), result=ReplyResult.FORMAL_REPLY, user=user)
        rate_questions(step=letter, ratings={letter.questions.get().pk: ("evaded", "")}, user=user)
    assert (values("letter"), values("quality")) == ({"answered"}, {"evaded"})
    with django_capture_on_commit_callbacks(execute=True):
        made = record_outcome(step=letter, outcome=OutcomeFactory(), on=timezone.localdate(), document="№ 1", user=user)
    assert values("outcome") == {"O-FIX"}
    with django_capture_on_commit_callbacks(execute=True):
        strike_outcome(outcome=made, user=user, reason="Ошибка")
    assert values("outcome") == set()


def test_a_letter_that_was_not_sent_is_nowhere(case, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        refer(case.findings.get(), sent_on=None)
    assert values("letter") == values("authority") == set()


def test_the_night_writes_down_silence(case, letter):
    passed = timezone.localdate() - dt.timedelta(days=1)
    ReferralStep.objects.update(due_on=passed, watched_until=passed)
    mark_overdue(timezone.localdate())
    assert values("letter") == {"silent"}


def test_a_reply_of_the_body_counts_once_it_is_shown(case, user, django_capture_on_commit_callbacks):
    request = case.reply_requests.get()
    assert values("reply") == {"silent"}
    with django_capture_on_commit_callbacks(execute=True):
        reply = BodyReply.objects.create(request=request, text="Мы не согласны.", name="А. А.", position="Аким")
    assert values("reply") == set()
    with django_capture_on_commit_callbacks(execute=True):
        moderate(reply=reply, to=Moderation.SHOWN, reason="", public_files=[], user=user)
    assert values("reply") == {"replied"}


def test_what_was_asked_about_a_draft_is_nowhere(case, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case.reply_requests.get().findings.update(finding_uid="00000000-0000-0000-0000-000000000001")
        case.reply_requests.get().save()
    assert values("reply") == set()


def test_computed_terms_and_answers_are_followed(case):
    AssessedCriterion.objects.filter(case=case).delete()
    AssessedCriterion.objects.create(case=case, criterion=CriterionFactory(key="P02"), answer="not_met")
    due_on = timezone.localdate() - dt.timedelta(days=40)
    rule = DeadlineRuleFactory(unit="calendar")
    CaseDeadline.objects.create(
        case=case, rule=rule, code="D01", started="2026", state="overdue", days=1, due_on=due_on, calendar_version="1"
    )
    facts_changed.send(sender=CaseDeadline, keys=[case.pk])
    assert values("criterion") == {"P02"}
    assert CaseRecord.objects.get().missed_days == 40


def test_nothing_is_written_where_nothing_changed(case, letter):
    with CaptureQueriesContext(connection) as captured:
        refresh_facts([case.pk])
    reading = ("SELECT", "SAVEPOINT", "RELEASE", "0 times")
    assert not [query["sql"] for query in captured if not query["sql"].startswith(reading)]


def test_facts_of_many_take_as_many_queries_as_of_one(case, letter):
    def queries(keys):
        with CaptureQueriesContext(connection) as captured:
            refresh_facts(keys)
        return len(captured)

    few = queries([case.pk])
    more = [CaseFactory(children=[finding()], published=True).pk for _number in range(4)]
    assert queries([case.pk, *more]) == few <= 15
