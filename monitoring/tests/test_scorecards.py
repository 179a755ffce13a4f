"""Figures of cases and what is added up of them: never a draft, never a withdrawn case, every part of its whole."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.enums import Answer, ConsultationStatus, DeadlineState, FindingStatus, MilestoneKind, Moderation
from monitoring.models import (
    AssessedCriterion,
    BodyReply,
    Case,
    CaseDeadline,
    CaseFigures,
    DeadlineRule,
    FindingStatusRow,
    Tenure,
)
from monitoring.scorecards import records, subjects
from monitoring.scorecards.reading import by_year, read_scorecard, read_sums, sums_of_tenures
from monitoring.scorecards.records import LetterState, ReplyState
from monitoring.scorecards.sums import Sums
from monitoring.services.figures import store, store_all_figures
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CriterionFactory,
    OfficialFactory,
    ReferralFactory,
    ReferralOutcomeFactory,
    RegionFactory,
    ReplyRequestFactory,
    StepFactory,
    StepQuestionFactory,
    StepReplyFactory,
    consultation,
    finding,
    milestone,
)

TODAY = dt.date(2026, 6, 1)


def case_of(*answers, children=(), **fields):
    """A public case whose criteria got these (severity, answer)."""
    case = CaseFactory(children=list(children), published=True, **fields)
    AssessedCriterion.objects.filter(case=case).delete()
    for number, (severity, answer) in enumerate(answers):
        criterion = CriterionFactory(key=f"T{severity}{number}", severity=severity)
        AssessedCriterion.objects.create(case=case, criterion=criterion, answer=answer)
    store([Case.objects.get(pk=case.pk)])
    return case


def counted(subject):
    return read_scorecard(subject, TODAY)


class TestFigures:
    pytestmark = pytest.mark.django_db

    def test_a_case_counts_as_the_method_says(self):
        answers = [
            (5, Answer.NOT_MET),
            (4, Answer.PARTLY),
            (1, Answer.MET),
            (3, Answer.NO_DATA),
            (2, Answer.NOT_APPLICABLE),
        ]
        case = case_of(*answers, children=[finding(severity=5), finding(status=FindingStatus.VERIFIED)])
        figures = case.figures
        assert (figures.applicable, figures.answered) == (4, 3)
        assert (figures.weight, figures.lost_doubled) == (10, 14)
        assert (figures.findings, figures.severity_5, figures.severity_4) == (1, 1, 0)

    @pytest.mark.parametrize(
        ("children", "first", "last"),
        [
            ([consultation(held_on="2026-03-14")], "2026-03-14", "2026-03-14"),
            ([consultation(held_on="2026-03")], "2026-03-01", "2026-03-31"),
            ([consultation(held_on="2026-03-14", status=ConsultationStatus.CANCELLED)], None, None),
            (
                [consultation(held_on=None, period_from="2026-02-01", period_to="2026-02-20")],
                "2026-02-20",
                "2026-02-20",
            ),
            (
                [consultation(held_on="2026-03-14"), milestone(kind=MilestoneKind.DECISION, date="2026-05-02")],
                "2026-05-02",
                "2026-05-02",
            ),
            ([milestone(kind=MilestoneKind.NOTICE, date="2026-05-02")], None, None),
        ],
    )
    def test_the_day_is_of_the_decision_else_of_the_hearing(self, children, first, last):
        figures = case_of(children=children).figures
        days = [day and dt.date.fromisoformat(day) for day in (first, last)]
        assert [figures.first_day, figures.last_day] == days

    def test_publishing_and_withdrawing_keep_them(self):
        administrator = UserFactory()
        grant_role(user=administrator, role=Role.ADMINISTRATOR)
        case = CaseFactory(children=[finding(severity=2)], published=True)
        assert (case.figures.findings, case.figures.severity_2) == (1, 1)
        withdraw_case(case=case, user=administrator, reason="Ошибка в органе")
        assert not CaseFigures.objects.exists()

    def test_all_are_computed_anew_in_batches_and_go_on_where_they_stopped(self, monkeypatch):
        monkeypatch.setattr("monitoring.services.figures.BATCH", 2)
        cases = [case_of((4, Answer.MET)) for _n in range(3)]
        CaseFigures.objects.update(answered=99)
        assert list(store_all_figures()) == [cases[1].pk, cases[2].pk]
        assert set(CaseFigures.objects.values_list("answered", flat=True)) == {1}
        CaseFigures.objects.update(answered=99)
        assert list(store_all_figures(after=cases[1].pk)) == [cases[2].pk]
        assert set(CaseFigures.objects.values_list("answered", flat=True)) == {99, 1}

    def test_a_batch_costs_the_same_for_one_and_for_many(self, django_assert_num_queries):
        case_of((4, Answer.MET), children=[finding(), consultation(), milestone()])
        case_of((4, Answer.MET), children=[finding(), consultation(), milestone()])
        with django_assert_num_queries(12):
            list(store_all_figures())


whole = st.integers(0, 50)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(st.lists(st.tuples(whole, whole, whole), max_size=8), st.integers(0, 8))
def test_the_whole_is_the_sum_of_any_parts(rows, cut):
    sums = [Sums(1, applicable=a, lost_doubled=b, severity_3=c) for a, b, c in rows]
    total = Sums.of(sums)
    assert total == Sums.of(sums[:cut]) + Sums.of(sums[cut:])
    assert total.cases == len(rows)
    assert (total.applicable, total.lost_doubled, total.severity_3) == tuple(
        map(sum, zip((0, 0, 0), *rows, strict=True))
    )


@patient
@given(applicable=st.integers(0, 60), answered=st.integers(0, 60), weight=whole, lost=whole)
def test_no_index_without_half_of_the_answers(applicable, answered, weight, lost):
    answered, lost = min(answered, applicable), min(lost, 2 * weight)
    sums = Sums(1, applicable, answered, weight, lost)
    if 2 * answered < applicable or not applicable or not weight:
        assert sums.index is None
    else:
        assert 0 <= sums.index <= 1


@pytest.mark.django_db
class TestScorecard:
    def test_a_body_is_the_sum_of_its_cases_by_hand(self):
        body = BodyFactory()
        case_of((5, Answer.NOT_MET), (5, Answer.MET), body=body, children=[consultation(held_on="2024-03-01")])
        case_of((2, Answer.PARTLY), (3, Answer.NO_DATA), body=body, children=[consultation(held_on="2026-03-01")])
        case_of((5, Answer.NOT_MET))
        card = counted(subjects.of_body(body))
        assert list(card.years) == [2024, 2025, 2026]
        assert card.years[2025] == Sums()
        assert card.total == Sums(2, applicable=4, answered=3, weight=12, lost_doubled=12)
        assert card.total.coverage == 0.75
        assert card.total.index == 0.5

    def test_subordinate_bodies_count_only_where_asked(self):
        upper = BodyFactory()
        middle = BodyFactory(parent=upper)
        lower = BodyFactory(parent=middle)
        for body in (upper, lower, BodyFactory()):
            case_of(body=body)
        assert counted(subjects.of_body(upper)).total.cases == 1
        assert counted(subjects.of_body(upper, below=True)).total.cases == 2

    def test_drafts_and_withdrawn_cases_never_count(self):
        case = case_of((5, Answer.NOT_MET), children=[finding()])
        deadline(case, DeadlineState.LATE)
        step = letter(case)
        StepQuestionFactory(step=step, quality="answered")
        ReferralOutcomeFactory(step=step)
        card = counted(subjects.country())
        assert (card.total.cases, card.total.findings, sum(card.deadlines.values())) == (1, 1, 1)
        assert (sum(card.letters.values()), sum(card.quality.values()), sum(card.outcomes.values())) == (1, 0, 1)
        Case.objects.filter(pk=case.pk).update(withdrawn_at="2026-05-01T00:00Z", live=False)
        assert CaseFigures.objects.exists()
        gone = counted(subjects.country())
        assert gone.years == {}
        figures = (gone.deadlines, gone.letters, gone.quality, gone.replies, gone.outcomes)
        assert [sum(part.values()) for part in figures] == [0, 0, 0, 0, 0]

    def test_deadlines_by_state(self):
        case = case_of()
        for number, state in enumerate(
            [DeadlineState.LATE, DeadlineState.SHORT, DeadlineState.MET, DeadlineState.LATE]
        ):
            deadline(case, state, str(number))
        assert counted(subjects.of_region(case.region)).deadlines == {"late": 2, "short": 1, "met": 1}
        assert counted(subjects.of_region(RegionFactory(key="AST", name_ru="Астана"))).deadlines == {}

    def test_letters_count_for_who_had_to_answer(self):
        about, asked = case_of(), BodyFactory()
        due = dt.date(2026, 5, 20)
        in_time, late, silent, running = (
            letter(about, addressee=asked, due_on=due),
            letter(about, addressee=asked, due_on=due),
            letter(about, addressee=asked, due_on=due),
            letter(about, addressee=asked, due_on=TODAY),
        )
        StepReplyFactory(step=in_time, received_on=due)
        StepReplyFactory(step=late, received_on=due + dt.timedelta(days=1))
        interim = letter(about, addressee=asked, due_on=due)
        StepReplyFactory(step=interim, received_on=due, result="accepted_for_consideration")
        closed = ReferralFactory(case=about, closed_on=due)
        letter(about, referral=closed, addressee=asked, due_on=due)
        passed_on = letter(about, addressee=asked, due_on=due)
        letter(about, addressee=BodyFactory(), due_on=due, previous=passed_on, origin="transfer")
        card = counted(subjects.of_body(asked))
        assert card.letters == {LetterState.IN_TIME: 1, LetterState.LATE: 1, LetterState.UNANSWERED: 2}
        assert running not in records.letters(subjects.of_body(asked), TODAY)
        assert silent in records.letters(subjects.of_body(asked), TODAY)
        assert sum(counted(subjects.of_body(about.body)).letters.values()) == 0

    def test_quality_of_answers_by_question(self):
        step = letter(case_of())
        for quality in ("answered", "evaded", "evaded", ""):
            StepQuestionFactory(step=step, quality=quality)
        assert counted(subjects.country()).quality == {}
        StepReplyFactory(step=step)
        assert counted(subjects.country()).quality == {"answered": 1, "evaded": 2}

    def test_right_of_reply_counts_what_is_public_and_over(self):
        case = case_of(children=[finding()])
        request = case.reply_requests.get()
        request.due_on = TODAY - dt.timedelta(days=1)
        request.save()
        ReplyRequestFactory(case=case, due_on=TODAY, of=list(case.findings.all()))
        ReplyRequestFactory(case=case, due_on=dt.date(2026, 1, 1), of=[finding(status=FindingStatus.DRAFT)])
        assert counted(subjects.country()).replies == {ReplyState.ANSWERED: 0, ReplyState.SILENT: 1}
        reply = BodyReply.objects.create(request=request, text="Устранено", name="А. Б.", position="аким")
        assert counted(subjects.country()).replies[ReplyState.ANSWERED] == 0
        reply.moderation = Moderation.SHOWN
        reply.save()
        assert counted(subjects.country()).replies == {ReplyState.ANSWERED: 1, ReplyState.SILENT: 0}

    def test_what_a_body_was_asked_counts_from_when_it_is_shown(self):
        unshown = finding(status=FindingStatus.VERIFIED)
        case = case_of(children=[unshown])
        request = ReplyRequestFactory(case=case, due_on=TODAY - dt.timedelta(days=1), of=[unshown])
        assert counted(subjects.country()).replies[ReplyState.SILENT] == 0
        FindingStatusRow.objects.create(finding=case.findings.get(), status=FindingStatus.PUBLISHED)
        store([Case.objects.get(pk=case.pk)])
        for subject in (subjects.country(), subjects.of_region(case.region), subjects.of_body(case.body)):
            assert list(records.replies(subject, TODAY)) == [request]
        Case.objects.filter(pk=case.pk).update(live=False)
        for subject in (subjects.country(), subjects.of_region(case.region), subjects.of_body(case.body)):
            assert not records.replies(subject, TODAY).exists()

    def test_it_costs_the_same_for_one_case_and_for_many(self):
        body = BodyFactory()
        everyone = (subjects.country(), subjects.of_region(body.region), subjects.of_body(body))

        def asked(cases):
            for _n in range(cases):
                case = case_of((4, Answer.MET), body=body, children=[finding()])
                ReferralOutcomeFactory(step=letter(case, addressee=body))
            found = []
            for read in (counted, lambda subject: read_sums(subject, TODAY)):
                for subject in everyone:
                    with CaptureQueriesContext(connection) as queries:
                        read(subject)
                    found.append(len(queries))
            return found

        few = asked(3)
        assert few == [7, 7, 7, 1, 1, 1]
        assert asked(9) == few


@pytest.mark.django_db
class TestTenure:
    @pytest.fixture
    def body(self):
        return BodyFactory()

    def tenure(self, body, started_on, ended_on=None):
        made = Tenure(official=OfficialFactory(), body=body, position="аким", started_on=started_on, ended_on=ended_on)
        made.save()
        return Tenure.objects.get(pk=made.pk)

    @pytest.mark.parametrize(
        ("held_on", "inside"),
        [
            ("2026-01-14", False),
            ("2026-01-15", True),
            ("2026-03-31", True),
            ("2026-04-01", False),
            ("2026-02", True),
            ("2026-01", False),
            ("2026", False),
            (None, False),
        ],
    )
    def test_both_its_days_belong_to_it_and_what_may_be_outside_does_not(self, body, held_on, inside):
        tenure = self.tenure(body, "2026-01-15", "2026-03-31")
        case_of(body=body, children=[consultation(held_on=held_on)])
        assert read_sums(subjects.of_tenure(tenure), TODAY).cases == int(inside)
        assert sums_of_tenures([tenure], TODAY).get(tenure.pk, Sums()).cases == int(inside)

    def test_a_day_of_handing_over_counts_for_both(self, body):
        terms = [self.tenure(body, "2025-01-01", "2026-03-14"), self.tenure(body, "2026-03-14")]
        case_of((4, Answer.MET), body=body, children=[consultation(held_on="2026-03-14")])
        found = sums_of_tenures(terms, TODAY)
        assert [found[term.pk].cases for term in terms] == [1, 1]
        assert found[terms[0].pk] == read_sums(subjects.of_tenure(terms[0]), TODAY)

    def test_a_corrected_tenure_corrects_the_scorecard_at_once(self, body):
        tenure = self.tenure(body, "2026-03-15")
        case_of(body=body, children=[consultation(held_on="2026-03-14")])
        assert by_year(subjects.of_tenure(tenure), TODAY) == {}
        Tenure.objects.filter(pk=tenure.pk).update(started_on="2026-03-14")
        assert list(by_year(subjects.of_tenure(Tenure.objects.get(pk=tenure.pk)), TODAY)) == [2026]

    def test_letters_are_those_that_fell_due_in_the_term(self, body):
        tenure = self.tenure(body, "2026-05-01", "2026-05-20")
        about = case_of()
        for day in ("2026-04-30", "2026-05-01", "2026-05-20", "2026-05-21"):
            letter(about, addressee=body, due_on=dt.date.fromisoformat(day))
        assert counted(subjects.of_tenure(tenure)).letters[LetterState.UNANSWERED] == 2


def deadline(case, state, subject=""):
    rule, _created = DeadlineRule.objects.get_or_create(
        key="t20", defaults={"code": "T20", "name_ru": "Уведомление", "trigger": "hearing_held", "amount": 20}
    )
    return CaseDeadline.objects.create(
        case=case, rule=rule, code=rule.code, subject=subject, started="2026-01-01", state=state, calendar_version="1"
    )


def letter(case, **fields):
    return StepFactory(**{"referral": ReferralFactory(case=case), "due_on": dt.date(2026, 5, 20), **fields})
