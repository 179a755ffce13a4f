"""The desk of referrals in a browser's requests: who sees what, and what a form keeps when it is refused."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from monitoring.enums import FindingStatus, ReferralKind, ReplyQuality, ReplyResult, StepEventKind
from monitoring.evidence.tests import files
from monitoring.models import Case, FollowUpFile, Referral, ReferralOutcome, ReferralStep
from monitoring.tests.factories import (
    AuthorityFactory,
    CaseFactory,
    DeadlineRuleFactory,
    OutcomeFactory,
    ReferralFactory,
    StepFactory,
    StepQuestionFactory,
    StepReplyFactory,
    finding,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return Case.objects.get(pk=CaseFactory(children=[finding()], published=True).pk)


@pytest.fixture
def chain(case):
    return ReferralFactory(case=case)


def page_of(chain):
    return reverse("monitoring_referrals:chain", args=[chain.pk])


def do(client, chain, name, step=None, files=None, **values):
    prefix = f"{name}-{step.pk}" if step else name
    data = {f"{prefix}-{key}": value for key, value in values.items()}
    return client.post(page_of(chain), {"do": name, "step": step.pk if step else "", **data, **(files or {})})


def test_a_chain_is_opened_with_its_first_letter(desk, case):
    address = reverse("monitoring_referrals:open", args=[case.pk])
    assert "Уведомили за три дня" in desk.get(address).content.decode()
    letter = {"kind": ReferralKind.INFORMATION_REQUEST, "authority": AuthorityFactory().pk, "questions": "Когда?\nГде?"}
    refused = desk.post(address, letter)
    assert refused.status_code == 422
    assert "Когда?\nГде?" in refused.content.decode()
    response = desk.post(address, {**letter, "findings": [case.findings.get().pk], "purpose": "Узнать"})
    made = Referral.objects.get()
    assert response.url == page_of(made)
    assert [question.text for question in made.steps.get().questions.all()] == ["Когда?", "Где?"]


def test_a_draft_has_nothing_to_refer(desk):
    draft = CaseFactory(children=[finding()])
    address = reverse("monitoring_referrals:open", args=[draft.pk])
    response = desk.get(address)
    assert response.status_code == 200
    assert 'name="findings"' not in response.content.decode()


def test_a_letter_is_sent_answered_rated_and_leads_to_an_outcome(desk, coordinator, chain):
    DeadlineRuleFactory(code="D01", amount=15)
    step = StepFactory(referral=chain, sent_on=None)
    question = StepQuestionFactory(step=step)
    do(desk, chain, "send", step, sent_on="2026-03-02", registration_no="ЗТ-17")
    step.refresh_from_db()
    assert (step.due_on, step.registration_no) == (dt.date(2026, 3, 27), "ЗТ-17")
    assert (
        "Нет ответа" in desk.get(page_of(chain)).content.decode()
        or "No reply by" in desk.get(page_of(chain)).content.decode()
    )
    do(desk, chain, "reply", step, received_on="2026-03-20", result=ReplyResult.PARTLY_SATISFIED, summary="Проведут")
    desk.post(
        page_of(chain),
        {"do": "rate", "step": step.pk, f"quality-{question.pk}": ReplyQuality.EVADED, f"note-{question.pk}": "Мимо"},
    )
    question.refresh_from_db()
    assert (question.quality, question.note) == (ReplyQuality.EVADED, "Мимо")
    outcome = OutcomeFactory()
    do(desk, chain, "outcome", step, outcome=outcome.pk, on="2026-05-12", document="№ 12", level="body")
    assert ReferralOutcome.objects.get().body == chain.case.body
    uid = chain.case.findings.get().uid
    desk.post(page_of(chain), {"do": "resolve", "step": step.pk, "findings": [str(uid)]})
    draft = Case.objects.get(pk=chain.case_id).get_latest_revision_as_object()
    assert draft.findings.get().status == FindingStatus.RESOLVED
    assert {event.author for event in step.events.all()} == {coordinator}


def test_a_refused_form_keeps_what_was_typed_and_the_file(desk, chain):
    step = StepFactory(referral=chain)
    scan = SimpleUploadedFile("otvet-ivanova.jpg", files.jpeg(), content_type="image/jpeg")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    values = {"result": ReplyResult.SATISFIED, "summary": "Очень длинный ответ"}
    refused = do(desk, chain, "reply", step, received_on=tomorrow, files={f"reply-{step.pk}-upload": scan}, **values)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Очень длинный ответ" in page
    receipt = refused.context["panels"][0].offers
    form = next(form for name, _label, form, is_open in receipt if name == "reply" and is_open)
    do(desk, chain, "reply", step, received_on="2026-04-20", receipt=form.data[f"reply-{step.pk}-receipt"], **values)
    step.refresh_from_db()
    paper = FollowUpFile.objects.get()
    assert step.reply.file == paper
    assert not paper.is_public
    assert "ivanova" not in paper.title


def test_a_receipt_of_somebody_else_is_not_taken(desk, chain, colleague):
    from monitoring.services.evidence import store_evidence

    step = StepFactory(referral=chain)
    theirs = store_evidence(upload=SimpleUploadedFile("a.jpg", files.jpeg()), user=colleague)
    do(desk, chain, "reply", step, received_on="2026-04-20", result=ReplyResult.SATISFIED, receipt=str(theirs.uid))
    step.refresh_from_db()
    assert step.reply.file is None


def test_refusals_are_told_at_their_fields(desk, chain):
    step = StepFactory(referral=chain)
    response = do(
        desk, chain, "outcome", step, outcome=OutcomeFactory().pk, on="2026-05-12", document="№ 1", level="person"
    )
    form = next(form for name, _l, form, opened in response.context["panels"][0].offers if name == "outcome" and opened)
    assert list(form.errors) == ["official"]


def test_letters_are_added_closed_and_opened_again(desk, chain):
    StepFactory(referral=chain)
    do(desk, chain, "add", kind=ReferralKind.COMPLAINT_PROSECUTOR, authority=AuthorityFactory(key="R-PRO").pk)
    assert chain.steps.count() == 2
    assert do(desk, chain, "close", on="2026-05-01", text="").status_code == 422
    do(desk, chain, "close", on="2026-05-01", text="Исполнено")
    chain.refresh_from_db()
    assert chain.closed_on == dt.date(2026, 5, 1)
    do(desk, chain, "reopen", text="Рано")
    chain.refresh_from_db()
    assert chain.closed_on is None


def test_entries_are_struck_with_a_reason(desk, chain, coordinator):
    DeadlineRuleFactory(code="D01", amount=15)
    step = StepFactory(referral=chain, sent_on=None)
    do(desk, chain, "send", step, sent_on="2026-11-20")
    do(desk, chain, "extend", step, on="2026-11-20", until="2027-01-20")
    extension = step.events.get(kind=StepEventKind.EXTENDED)
    desk.post(page_of(chain), {"do": "strike", "step": step.pk, "entry": extension.pk, "reason": ""})
    assert not hasattr(step.events.get(pk=extension.pk), "struck_by")
    desk.post(page_of(chain), {"do": "strike", "step": step.pk, "entry": extension.pk, "reason": "Не то письмо"})
    assert step.events.get(pk=extension.pk).struck_by.text.startswith("Не то письмо")


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_centre_and_people_without_a_desk_find_nothing(client, chain, stranger, editor, volunteer, method):
    StepFactory(referral=chain)
    addresses = [page_of(chain), reverse("monitoring_referrals:open", args=[chain.case_id])]
    client.force_login(stranger)
    assert [getattr(client, method)(address).status_code for address in addresses] == [404, 404]
    assert chain.case.reference not in client.get(reverse("monitoring_referrals:list")).content.decode()
    for person in (editor, volunteer):
        client.force_login(person)
        assert all(getattr(client, method)(address).status_code in {302, 403} for address in addresses)


def test_a_step_or_entry_of_another_chain_is_not_touched(desk, chain):
    mine, other = StepFactory(referral=chain), StepFactory()
    for data in (
        {"do": "reply", "step": other.pk},
        {"do": "strike", "step": mine.pk, "entry": 999999, "reason": "x"},
        {"do": "nonsense", "step": mine.pk},
        {"do": "reply", "step": "x"},
    ):
        assert desk.post(page_of(chain), data).status_code == 404
    assert not hasattr(ReferralStep.objects.get(pk=other.pk), "reply")


@pytest.mark.parametrize(
    ("state", "found"), [("overdue", 1), ("awaited", 2), ("drafted", 1), ("answered", 1), ("closed", 1), ("", 5)]
)
def test_the_list_narrows_by_what_is_waited_for(desk, case, state, found):
    soon, past = timezone.localdate() + dt.timedelta(days=5), dt.date(2026, 4, 1)
    overdue, due, drafted, answered, closed = (ReferralFactory(case=case, purpose=f"Цепь {n}") for n in range(5))
    StepFactory(referral=overdue, due_on=past)
    StepFactory(referral=due, due_on=soon)
    StepFactory(referral=drafted, sent_on=None)
    StepReplyFactory(step=StepFactory(referral=answered))
    StepFactory(referral=closed)
    Referral.objects.filter(pk=closed.pk).update(closed_on=past)
    page = desk.get(reverse("monitoring_referrals:list"), {"state": state}).content.decode()
    assert page.count("Цепь ") == found


def test_the_list_is_exported(desk, chain):
    StepFactory(referral=chain)
    response = desk.get(reverse("monitoring_referrals:list"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert chain.case.reference in text


def test_queries_do_not_grow(desk, case, django_assert_max_num_queries):
    for _ in range(2):
        chain = ReferralFactory(case=case)
        for _ in range(3):
            StepQuestionFactory(step=StepFactory(referral=chain))
    with django_assert_max_num_queries(40):
        desk.get(page_of(chain))
    with django_assert_max_num_queries(25):
        desk.get(reverse("monitoring_referrals:list"))
