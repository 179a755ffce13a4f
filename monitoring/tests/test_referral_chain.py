"""The verbs of a chain: what each writes, what it moves, what it refuses."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import (
    BodyKind,
    FindingStatus,
    OutcomeLevel,
    ReferralKind,
    ReplyQuality,
    ReplyResult,
    StepEventKind,
    StepOrigin,
    TermUnit,
)
from monitoring.models import Case, ReferralOutcome, ReferralStep, StepEvent
from monitoring.services import referrals as verbs
from monitoring.services.errors import NotThePublisher
from monitoring.services.referrals.terms import appeal_by, default_rule
from monitoring.tests.factories import (
    AuthorityFactory,
    BodyFactory,
    CaseFactory,
    CentreFactory,
    DeadlineRuleFactory,
    FollowUpFileFactory,
    OfficialFactory,
    OutcomeFactory,
    RegionFactory,
    StepFactory,
    StepQuestionFactory,
    finding,
)

pytestmark = pytest.mark.django_db
SENT = dt.date(2026, 3, 2)
TODAY = timezone.localdate


@pytest.fixture
def user():
    return UserFactory(role=Role.COORDINATOR, role__centre=CentreFactory())


@pytest.fixture
def stranger():
    there = CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="Астана")])
    return UserFactory(role=Role.COORDINATOR, role__centre=there)


@pytest.fixture
def law():
    """D01 fifteen working days, D02 two months more, D10 and D11 fifteen calendar days, limits of the Convention."""
    DeadlineRuleFactory(code="D01", amount=15)
    DeadlineRuleFactory(code="D02", amount=2, unit=TermUnit.MONTHS)
    DeadlineRuleFactory(code="D08", amount=20)
    for code in ("D10", "D11"):
        DeadlineRuleFactory(code=code, amount=15, unit=TermUnit.CALENDAR_DAYS)
    for code, months in (("D15", 1), ("D15-2", 2), ("D06", 3)):
        DeadlineRuleFactory(code=code, amount=months, unit=TermUnit.MONTHS)
    DeadlineRuleFactory(code="D51", amount=40)
    DeadlineRuleFactory(code="D52", amount=20)


@pytest.fixture
def case():
    return Case.objects.get(pk=CaseFactory(children=[finding()], published=True).pk)


@pytest.fixture
def chain(case, user):
    return verbs.open_chain(case=case, findings=case.findings.all(), user=user, purpose="Провести заново")


def drafted(chain, user, **fields):
    fields = {"kind": ReferralKind.APPEAL_STATEMENT, "authority": AuthorityFactory(), **fields}
    return verbs.add_step(referral=chain, user=user, **fields)


def sent(chain, user, sent_on=SENT, received_on=None, **fields):
    return verbs.mark_sent(step=drafted(chain, user, **fields), sent_on=sent_on, received_on=received_on, user=user)


def kinds(step):
    return [event.kind for event in step.events.order_by("pk")]


def told(refusal):
    return " ".join(refusal.value.messages)


# Opening ---------------------------------------------------------------------------------------------


def test_a_chain_is_about_published_findings(case, user):
    chain = verbs.open_chain(case=case, findings=case.findings.all(), user=user)
    assert [row.finding.title for row in chain.referred.all()] == ["Уведомили за три дня"]


def test_an_unpublished_record_cannot_be_referred(user):
    draft = CaseFactory(children=[finding()])
    with pytest.raises(ValidationError, match=r"(?i)publish|опубликуйте"):
        verbs.open_chain(case=draft, findings=draft.findings.all(), user=user)


def test_a_finding_that_is_not_shown_or_of_another_record_cannot_be_referred(case, user):
    hidden = Case.objects.get(pk=CaseFactory(children=[finding(FindingStatus.DRAFT)], published=True).pk)
    for of, chosen in ((hidden, hidden.findings.all()), (case, hidden.findings.all()), (case, [])):
        with pytest.raises(ValidationError) as refusal:
            verbs.open_chain(case=of, findings=chosen, user=user)
        assert "findings" in refusal.value.message_dict


def test_another_desk_may_do_nothing(case, chain, user, stranger):
    step = sent(chain, user)
    calls = [
        lambda: verbs.open_chain(case=case, findings=case.findings.all(), user=stranger),
        lambda: drafted(chain, stranger),
        lambda: verbs.register(step=step, on=SENT, user=stranger),
        lambda: verbs.extend(step=step, on=SENT, until=SENT, user=stranger),
        lambda: verbs.record_reply(step=step, received_on=SENT, result=ReplyResult.SATISFIED, user=stranger),
        lambda: verbs.close_chain(referral=chain, on=SENT, user=stranger, text="x"),
        lambda: verbs.correct_step(step=step, user=stranger, reason="x", registration_no="1"),
    ]
    for call in calls:
        with pytest.raises(NotThePublisher):
            call()


# Sending and the term --------------------------------------------------------------------------------


def test_sending_makes_the_letter_public_and_sets_the_term(chain, user, law):
    step = drafted(chain, user, questions=["Когда?", "  ", "Где?"])
    assert not ReferralStep.objects.public().exists()
    step = verbs.mark_sent(step=step, sent_on=SENT, user=user)
    assert ReferralStep.objects.public().get() == step
    # Fifteen working days from 2 March 2026: 9 March is a day off for the 8th, 23–25 March is Nauryz.
    assert (step.rule.code, step.due_on, step.watched_until) == ("D01", dt.date(2026, 3, 27), dt.date(2026, 3, 27))
    assert [question.text for question in step.questions.all()] == ["Когда?", "Где?"]
    assert kinds(step) == [StepEventKind.DRAFTED, StepEventKind.SENT]
    assert {event.author for event in step.events.all()} == {user}


def test_the_term_runs_from_the_receipt(chain, user, law):
    step = sent(chain, user)
    before = step.due_on
    step = verbs.register(step=step, on=dt.date(2026, 3, 5), registration_no="ЗТ-17", user=user)
    assert (step.registration_no, step.due_on > before) == ("ЗТ-17", True)
    with pytest.raises(ValidationError):
        verbs.register(step=step, on=dt.date(2026, 3, 6), user=user)


@pytest.mark.parametrize(
    ("kind", "addressee", "code"),
    [
        (ReferralKind.INFORMATION_REQUEST, None, "D10"),
        (ReferralKind.COMPLAINT_SUPERIOR, None, "D08"),
        (ReferralKind.COMPLAINT_PROSECUTOR, None, "D01"),
        (ReferralKind.PETITION, None, "D51"),
        (ReferralKind.PETITION, BodyKind.REGION_AKIMAT, "D52"),
        (ReferralKind.ACCC_COMMUNICATION, None, None),
        (ReferralKind.ADMINISTRATIVE_CLAIM, None, None),
    ],
)
def test_the_rule_follows_the_kind_of_letter(law, kind, addressee, code):
    from monitoring.rules import rule_book

    body = BodyFactory(kind=addressee) if addressee else None
    rule = default_rule(StepFactory.build(kind=kind, authority=AuthorityFactory(), addressee=body), rule_book(), SENT)
    assert (rule.code if rule else None) == code


def test_without_a_rule_nothing_is_due(chain, user):
    step = sent(chain, user, kind=ReferralKind.ACCC_COMMUNICATION)
    assert (step.rule, step.due_on, step.watched_until) == (None, None, None)


@pytest.mark.parametrize("days", [1, 400])
def test_the_future_is_refused_with_its_field(chain, user, days):
    with pytest.raises(ValidationError) as refusal:
        verbs.mark_sent(step=drafted(chain, user), sent_on=TODAY() + dt.timedelta(days=days), user=user)
    assert list(refusal.value.message_dict) == ["sent_on"]
    assert ReferralStep.objects.get().sent_on is None


def test_received_before_sent_and_sent_twice_are_refused(chain, user):
    step = drafted(chain, user)
    with pytest.raises(ValidationError) as refusal:
        verbs.mark_sent(step=step, sent_on=SENT, received_on=SENT - dt.timedelta(days=1), user=user)
    assert "received_on" in refusal.value.message_dict
    verbs.mark_sent(step=step, sent_on=SENT, user=user)
    with pytest.raises(ValidationError):
        verbs.mark_sent(step=step, sent_on=SENT, user=user)


def test_a_letter_is_revised_or_dropped_only_before_it_is_sent(chain, user):
    step = drafted(chain, user, questions=["Когда?"])
    fields = {"kind": step.kind, "authority": step.authority, "addressee": None, "addressee_text": "Павлодар"}
    verbs.revise_step(step=step, user=user, questions=["Где?"], **fields)
    assert [question.text for question in step.questions.all()] == ["Где?"]
    verbs.mark_sent(step=step, sent_on=SENT, user=user)
    for call in (
        lambda: verbs.revise_step(step=step, user=user, questions=[], **fields),
        lambda: verbs.drop_step(step=step, user=user),
    ):
        with pytest.raises(ValidationError):
            call()
    unsent = drafted(chain, user)
    verbs.drop_step(step=unsent, user=user)
    assert ReferralStep.objects.get() == step


# Extension, suspension, transfer ---------------------------------------------------------------------


def test_an_extension_moves_the_due_day_up_to_what_the_law_allows(chain, user, law):
    step = sent(chain, user, kind=ReferralKind.INFORMATION_REQUEST)
    assert step.due_on == dt.date(2026, 3, 17)
    until = dt.date(2026, 3, 27)
    assert verbs.extend(step=step, on=dt.date(2026, 3, 10), until=until, user=user).due_on == until
    # Fifteen calendar days more from 17 March is 1 April: what the body gave itself beyond does not count.
    step = verbs.extend(step=step, on=dt.date(2026, 3, 20), until=dt.date(2026, 6, 1), user=user)
    assert step.due_on == dt.date(2026, 4, 1)


def test_an_extension_that_shortens_is_refused(chain, user, law):
    step = sent(chain, user)
    with pytest.raises(ValidationError) as refusal:
        verbs.extend(step=step, on=SENT, until=step.due_on, user=user)
    assert "until" in refusal.value.message_dict


def test_suspended_days_do_not_count(chain, user, law):
    step = sent(chain, user)
    first, last = dt.date(2026, 3, 3), dt.date(2026, 3, 6)
    moved = verbs.suspend(step=step, start=first, end=last, text="Определение № 3", user=user)
    assert moved.due_on == dt.date(2026, 4, 2)
    with pytest.raises(ValidationError):
        verbs.suspend(step=step, start=last, end=first, text="Определение № 3", user=user)
    with pytest.raises(ValidationError):
        verbs.suspend(step=step, start=first, end=last, text=" ", user=user)


def test_a_struck_entry_stays_and_no_longer_counts(chain, user, law):
    step = sent(chain, user)
    before = step.due_on
    verbs.extend(step=step, on=SENT, until=dt.date(2026, 4, 20), user=user)
    extension = step.events.get(kind=StepEventKind.EXTENDED)
    verbs.strike_event(event=extension, user=user, reason="Письмо о другом деле")
    step.refresh_from_db()
    assert step.due_on == before
    assert kinds(step)[-2:] == [StepEventKind.EXTENDED, StepEventKind.CORRECTED]
    with pytest.raises(ValidationError):
        verbs.strike_event(event=extension, user=user, reason="ещё раз")
    with pytest.raises(ValidationError):
        verbs.strike_event(event=step.events.get(kind=StepEventKind.SENT), user=user, reason="нет")


def test_a_transfer_begins_a_term_of_its_own_and_ends_the_first(chain, user, law):
    step = sent(chain, user, questions=["Когда?"])
    on, received = dt.date(2026, 3, 4), dt.date(2026, 3, 6)
    following = verbs.transfer(
        step=step,
        on=on,
        received_on=received,
        authority=AuthorityFactory(key="R-PRO", name_ru="Прокуратура"),
        user=user,
    )
    assert (following.previous, following.origin, following.sent_on) == (step, StepOrigin.TRANSFER, on)
    assert following.due_on == dt.date(2026, 4, 2)
    assert [question.text for question in following.questions.all()] == ["Когда?"]
    step.refresh_from_db()
    assert step.watched_until is None
    assert list(ReferralStep.objects.awaiting_reply()) == [following]
    with pytest.raises(ValidationError):
        verbs.transfer(step=step, on=on, authority=AuthorityFactory(), user=user)


# Replies ---------------------------------------------------------------------------------------------


def test_a_reply_ends_the_waiting_and_is_rated_question_by_question(chain, user, law):
    step = sent(chain, user, questions=["Когда?", "Где?"])
    paper = FollowUpFileFactory(case=chain.case)
    verbs.record_reply(
        step=step, received_on=dt.date(2026, 3, 20), result=ReplyResult.FORMAL_REPLY, number="7", file=paper, user=user
    )
    step.refresh_from_db()
    assert step.watched_until is None
    assert not ReferralStep.objects.awaiting_reply().exists()
    first, second = step.questions.all()
    verbs.rate_questions(step=step, ratings={first.pk: (ReplyQuality.EVADED, "О сроке ни слова")}, user=user)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.quality, first.note, second.quality) == (ReplyQuality.EVADED, "О сроке ни слова", "")
    assert kinds(step)[-2:] == [StepEventKind.REPLIED, StepEventKind.RATED]
    with pytest.raises(ValidationError):
        verbs.record_reply(step=step, received_on=SENT, result=ReplyResult.SATISFIED, user=user)


def test_that_it_was_accepted_for_consideration_is_no_answer(chain, user, law):
    step = sent(chain, user)
    verbs.record_reply(step=step, received_on=SENT, result=ReplyResult.ACCEPTED_FOR_CONSIDERATION, user=user)
    assert ReferralStep.objects.awaiting_reply().get().watched_until == step.due_on
    verbs.record_reply(step=step, received_on=dt.date(2026, 3, 9), result=ReplyResult.SATISFIED, user=user)
    step.refresh_from_db()
    assert step.reply.result == ReplyResult.SATISFIED
    assert kinds(step).count(StepEventKind.REPLIED) == 2


def test_a_question_of_another_letter_is_not_rated(chain, user, law):
    step, other = sent(chain, user, questions=["Когда?"]), StepQuestionFactory()
    verbs.record_reply(step=step, received_on=SENT, result=ReplyResult.SATISFIED, user=user)
    verbs.rate_questions(step=step, ratings={other.pk: (ReplyQuality.ANSWERED, "")}, user=user)
    other.refresh_from_db()
    assert other.quality == ""


def test_a_reply_before_the_letter_or_to_none_is_refused(chain, user):
    with pytest.raises(ValidationError):
        verbs.record_reply(step=drafted(chain, user), received_on=SENT, result=ReplyResult.SATISFIED, user=user)
    with pytest.raises(ValidationError) as refusal:
        verbs.record_reply(
            step=sent(chain, user), received_on=SENT - dt.timedelta(days=1), result=ReplyResult.SATISFIED, user=user
        )
    assert "received_on" in refusal.value.message_dict


def test_silence_can_be_appealed_only_when_the_term_has_passed(chain, user, law):
    step, superior = sent(chain, user), AuthorityFactory(key="R-SUP", name_ru="Вышестоящий")
    with pytest.raises(ValidationError):
        verbs.appeal_of_silence(step=step, authority=superior, user=user, today=step.due_on)
    following = verbs.appeal_of_silence(
        step=step, authority=superior, user=user, today=step.due_on + dt.timedelta(days=1)
    )
    assert (following.origin, following.kind, following.previous) == (
        StepOrigin.SILENCE,
        ReferralKind.APPEAL_OF_SILENCE,
        step,
    )
    verbs.record_reply(step=step, received_on=dt.date(2026, 5, 4), result=ReplyResult.SATISFIED, user=user)
    with pytest.raises(ValidationError):
        verbs.appeal_of_silence(step=step, authority=superior, user=user)


def test_the_last_day_to_complain_of_silence(law):
    from monitoring.calendars import current_calendar
    from monitoring.rules import rule_book

    assert appeal_by(dt.date(2026, 3, 27), rule_book(), current_calendar())[0] == dt.date(2026, 6, 29)


def test_an_appeal_needs_a_reply(chain, user):
    step = sent(chain, user)
    with pytest.raises(ValidationError):
        verbs.appeal(step=step, authority=AuthorityFactory(), user=user)
    verbs.record_reply(step=step, received_on=SENT, result=ReplyResult.REFUSED_WITHOUT_REASONS, user=user)
    assert verbs.appeal(step=step, authority=AuthorityFactory(), user=user).origin == StepOrigin.APPEAL


# Outcomes, closing, corrections ----------------------------------------------------------------------


def test_an_outcome_names_its_act_and_a_personal_one_its_official(chain, user):
    step, outcome = sent(chain, user), OutcomeFactory()
    with pytest.raises(ValidationError) as refusal:
        verbs.record_outcome(step=step, outcome=outcome, on=SENT, document=" ", user=user)
    assert "document" in refusal.value.message_dict
    with pytest.raises(ValidationError) as refusal:
        verbs.record_outcome(step=step, outcome=outcome, on=SENT, document="№ 1", level=OutcomeLevel.PERSON, user=user)
    assert "official" in refusal.value.message_dict
    made = verbs.record_outcome(
        step=step, outcome=outcome, on=SENT, document="№ 1", official=OfficialFactory(), user=user
    )
    assert (made.body, made.official) == (chain.case.body, None)
    assert kinds(step)[-1] == StepEventKind.OUTCOME


def test_a_struck_outcome_goes_and_the_entry_stays(chain, user):
    step = sent(chain, user)
    made = verbs.record_outcome(step=step, outcome=OutcomeFactory(), on=SENT, document="№ 1", user=user)
    with pytest.raises(ValidationError):
        verbs.strike_outcome(outcome=made, user=user, reason=" ")
    verbs.strike_outcome(outcome=made, user=user, reason="Акт о другом деле.")
    assert not ReferralOutcome.objects.exists()
    assert "№ 1" in step.events.last().text


def test_a_remedied_finding_is_marked_in_the_draft_only(chain, case, user):
    uid = case.findings.get().uid
    assert verbs.resolve_findings(step=sent(chain, user), findings=[uid], user=user) == 1
    assert Case.objects.get(pk=case.pk).findings.get().status == FindingStatus.PUBLISHED
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    assert draft.findings.get().status == FindingStatus.RESOLVED
    assert verbs.resolve_findings(step=chain.steps.get(), findings=[uid], user=user) == 0


def test_a_closed_chain_waits_for_nothing_until_it_is_opened_again(chain, user, law):
    step = sent(chain, user)
    with pytest.raises(ValidationError) as refusal:
        verbs.close_chain(referral=chain, on=SENT, user=user, text="")
    assert "text" in refusal.value.message_dict
    verbs.close_chain(referral=chain, on=SENT, user=user, text="Слушания проведены заново")
    step.refresh_from_db()
    assert step.watched_until is None
    assert not ReferralStep.objects.awaiting_reply().exists()
    with pytest.raises(ValidationError):
        drafted(chain, user)
    verbs.reopen_chain(referral=chain, user=user, text="Рано")
    step.refresh_from_db()
    assert step.watched_until == step.due_on
    with pytest.raises(ValidationError):
        verbs.reopen_chain(referral=chain, user=user, text="Рано")


def test_a_chain_in_which_nothing_was_sent_is_not_closed(chain, user):
    drafted(chain, user)
    with pytest.raises(ValidationError):
        verbs.close_chain(referral=chain, on=SENT, user=user, text="x")


def test_a_correction_says_what_stood_before_and_why(chain, user, law):
    step = sent(chain, user)
    corrected = verbs.correct_step(step=step, user=user, reason="Опечатка", sent_on=dt.date(2026, 3, 3))
    assert corrected.due_on == dt.date(2026, 3, 30)
    event = step.events.last()
    assert event.kind == StepEventKind.CORRECTED
    assert "Опечатка" in event.text
    assert "02.03.2026 → 03.03.2026" in event.text
    for reason, values in (("", {"registration_no": "5"}), ("Так", {}), ("Так", {"sent_on": None})):
        with pytest.raises(ValidationError):
            verbs.correct_step(step=step, user=user, reason=reason, **values)


def test_a_corrected_reply_keeps_its_history(chain, user, law):
    step = sent(chain, user)
    verbs.record_reply(step=step, received_on=SENT, result=ReplyResult.SATISFIED, user=user)
    verbs.correct_reply(step=step, user=user, reason="Не всё", result=ReplyResult.ACCEPTED_FOR_CONSIDERATION)
    step.refresh_from_db()
    assert step.watched_until == step.due_on
    assert "satisfied → accepted_for_consideration" in step.events.last().text


def test_no_verb_changes_an_event(chain, user, law):
    step = sent(chain, user)
    written = list(StepEvent.objects.values_list())
    verbs.extend(step=step, on=SENT, until=dt.date(2026, 4, 20), user=user)
    verbs.correct_step(step=step, user=user, reason="Опечатка", registration_no="5")
    verbs.record_reply(step=step, received_on=SENT, result=ReplyResult.SATISFIED, user=user)
    assert list(StepEvent.objects.filter(pk__in=[row[0] for row in written]).values_list()) == written


def test_a_changed_calendar_moves_what_is_still_awaited(chain, user, law):
    from monitoring.models import CalendarDay

    step = sent(chain, user)
    CalendarDay.objects.create(key="2026-03-10", name_ru="Перенос", date=dt.date(2026, 3, 10), is_working=False)
    assert verbs.recompute_open_steps() == 1
    step.refresh_from_db()
    assert step.due_on == dt.date(2026, 3, 30)
    assert verbs.recompute_open_steps() == 0
