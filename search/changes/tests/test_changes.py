"""The journal of public changes, the words in which it is told, and its feeds."""

import datetime as dt

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import Moderation, StepEventKind
from monitoring.models import BodyReply, Case, StepEvent
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    CaseFactory,
    ReferralOutcomeFactory,
    RegionFactory,
    StepReplyFactory,
    asked_in_vain,
    finding,
    refer,
)
from search.changes.collecting import collect
from search.changes.models import RecordChange
from search.changes.telling import tell

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def corrected(case, *, note="Уточнена дата", findings=()):
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.change_note = note
    for item in findings:
        draft.findings.add(item)
    asked_in_vain(draft)
    draft.save_revision().publish()
    case.refresh_from_db()
    return case


def told():
    return [item.title for item in tell(RecordChange.objects.order_by("pk"))]


def event(step, kind, **fields):
    return StepEvent.objects.create(step=step, kind=kind, on=dt.date(2026, 4, 20), **fields)


@pytest.fixture
def letter(english):
    """A case whose finding was referred; the step of its one letter."""
    case = CaseFactory(title="Разрез", children=[finding()], published=True)
    collect(timezone.now())
    return refer(case.findings.get()).steps.get()


def test_each_change_is_noted_once_however_often_one_looks(english):
    case = CaseFactory(published=True)
    now = timezone.now()
    assert collect(now) == 1
    assert collect(now) == 0
    corrected(case)
    assert collect(now + dt.timedelta(minutes=5)) == 1
    assert told() == ["New record", "New version 2"]


def test_the_first_look_goes_back_twelve_weeks(english):
    old, recent = CaseFactory(published=True), CaseFactory(published=True)
    old.versions.update(at=timezone.now() - dt.timedelta(weeks=13))
    recent.versions.update(at=timezone.now() - dt.timedelta(weeks=11))
    collect(timezone.now())
    assert list(RecordChange.objects.values_list("case", flat=True)) == [recent.pk]


def test_what_a_late_transaction_wrote_is_still_found():
    collect(timezone.now())
    CaseFactory(published=True).versions.update(at=timezone.now() - dt.timedelta(hours=2))
    assert collect(timezone.now()) == 1


def test_a_version_tells_its_note_and_only_the_findings_it_shows_first(english):
    case = CaseFactory(children=[finding(title="Уведомили за три дня")], published=True)
    collect(timezone.now())
    corrected(case, findings=[finding(title="Протокол не опубликован"), finding(title="Черновик", status="draft")])
    collect(timezone.now())
    first, second = tell(RecordChange.objects.order_by("pk"))
    assert (first.title, first.texts) == ("New record, with signs of a breach", ("Уведомили за три дня",))
    assert (second.title, second.texts) == (
        "New version 2, with signs of a breach",
        ("Уточнена дата", "Протокол не опубликован"),
    )


def test_drafts_and_what_waits_are_no_changes():
    CaseFactory(title="Черновик")
    case = CaseFactory(children=[finding()], published=True)
    collect(timezone.now())
    asked = case.reply_requests.get()
    reply = BodyReply.objects.create(request=asked, text="Тайна", name="Ахметов", position="Руководитель")
    event(refer(case.findings.get(), sent_on=None).steps.get(), StepEventKind.DRAFTED)
    assert collect(timezone.now()) == 0
    reply.moderation, reply.moderated_at = Moderation.SHOWN, timezone.now()
    reply.save()
    assert collect(timezone.now()) == 1


def test_the_history_of_a_letter_is_told_in_the_words_of_the_page(letter):
    event(letter, StepEventKind.SENT)
    event(letter, StepEventKind.OVERDUE)
    StepReplyFactory(step=letter, summary="Нарушений нет.")
    event(letter, StepEventKind.REPLIED, text="Formal reply")
    ReferralOutcomeFactory(step=letter, on=dt.date(2026, 4, 20))
    event(letter, StepEventKind.OUTCOME)
    event(letter, StepEventKind.RATED, text="Заметка для своих")
    collect(timezone.now())
    addressee = letter.addressee_name
    said = told()[1:]
    assert said[0] == f"Statement (appeal) to a body: {addressee}"
    assert said[1] == f"No reply by 20 April 2026: {addressee}"
    assert said[2] == f"Reply: {addressee}. Formal reply that answers nothing"
    assert said[3].startswith("Outcome: ")
    assert len(said) == 4


def test_an_entry_struck_out_is_not_told_even_if_it_was_noted(letter):
    wrong = event(letter, StepEventKind.OVERDUE)
    collect(timezone.now())
    assert len(told()) == 2
    event(letter, StepEventKind.CORRECTED, strikes=wrong)
    assert len(told()) == 1


def test_nothing_is_told_of_a_withdrawn_case(letter):
    event(letter, StepEventKind.SENT)
    collect(timezone.now())
    withdraw_case(case=letter.referral.case, user=UserFactory(role=Role.ADMINISTRATOR), reason="Ошибка")
    assert told() == []


def test_telling_costs_the_same_for_many(letter):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            tell(RecordChange.objects.all())
        return len(asked)

    def more(number):
        for _each in range(number):
            step = refer(CaseFactory(children=[finding()], published=True).findings.get()).steps.get()
            event(step, StepEventKind.SENT)
            ReferralOutcomeFactory(step=step)
        collect(timezone.now())

    more(2)
    few = cost()
    more(4)
    assert cost() == few


# Feeds ------------------------------------------------------------------------------------------------


def entries(response):
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def text_of(entry, name):
    return entry.findtext(f"{ATOM}{name}")


def test_the_feed_of_a_question_tells_only_its_cases(client):
    CaseFactory(title="Рудник", published=True)
    CaseFactory(title="Карьер", region=RegionFactory(key="AST", name_ru="Астана"), published=True)
    collect(timezone.now())
    response = client.get("/ru/cases.atom?region=AST&sort=title&view=map")
    (entry,) = entries(response)
    assert "Карьер" in text_of(entry, "title")
    root = ElementTree.fromstring(response.content)
    assert "Астана" in root.findtext(f"{ATOM}title")
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith("/ru/cases.atom?region=AST")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"


def test_the_feed_of_a_case_tells_its_whole_history_with_lasting_identifiers(client, letter):
    event(letter, StepEventKind.SENT)
    case = corrected(letter.referral.case)
    address = f"/ru/cases/{case.reference}.atom"
    before = [text_of(entry, "id") for entry in entries(client.get(address))]
    assert len(set(before)) == 3
    assert all(each.startswith("tag:localhost,2026:cases/") for each in before)
    corrected(case, note="Ещё раз")
    after = entries(client.get(address))
    assert [text_of(entry, "id") for entry in after[1:]] == before
    assert "Ещё раз" in text_of(after[0], "summary")


def test_a_feed_that_did_not_change_is_not_sent_again(client):
    case = CaseFactory(published=True)
    response = client.get(f"/ru/cases/{case.reference}.atom")
    assert response["Last-Modified"]
    again = client.get(f"/ru/cases/{case.reference}.atom", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_feeds_answer_without_what_was_withdrawn(client):
    case = CaseFactory(title="Рудник", published=True)
    collect(timezone.now())
    withdraw_case(case=case, user=UserFactory(role=Role.ADMINISTRATOR), reason="Ошибка")
    assert entries(client.get("/ru/cases.atom")) == []
    assert client.get(f"/ru/cases/{case.reference}.atom").status_code == 410
    assert client.get("/ru/cases/KZ-PAV-2026-9999.atom").status_code == 404


def test_a_feed_of_what_is_not_known_is_no_feed_of_everything(client):
    CaseFactory(published=True)
    collect(timezone.now())
    assert client.get("/ru/cases.atom?region=NOWHERE").status_code == 404
    assert len(entries(client.get("/ru/cases.atom?sort=wrong"))) == 1


def test_words_of_a_record_stay_text(client):
    case = CaseFactory(title="<script>alert(1)</script>", children=[finding(title="<b>x</b>")], published=True)
    (entry,) = entries(client.get(f"/ru/cases/{case.reference}.atom"))
    assert "&lt;b&gt;x" in text_of(entry, "summary")
    assert "<script>" in text_of(entry, "title")


def test_a_feed_costs_the_same_for_many(client):
    def read(number):
        for _each in range(number):
            CaseFactory(children=[finding()], published=True)
        collect(timezone.now())
        with CaptureQueriesContext(connection) as asked:
            client.get("/ru/cases.atom?region=PAV")
        return len(asked)

    read(1)
    assert read(1) == read(5)


def test_a_feed_speaks_the_language_of_its_address(client):
    case = CaseFactory(children=[finding()], published=True)
    with override("en"):
        (entry,) = entries(client.get(f"/en/cases/{case.reference}.atom"))
    assert "New record, with signs of a breach" in text_of(entry, "title")
    assert 'lang="ru"' in text_of(entry, "summary")
