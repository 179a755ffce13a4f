"""Chains, the chronology of remedies and the ledger of outcomes, as anyone reads them."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from monitoring.enums import OutcomeLevel, ReplyQuality, ReplyResult, StepEventKind, StepOrigin
from monitoring.models import Case, StepEvent
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    AuthorityFactory,
    CaseFactory,
    DeadlineRuleFactory,
    FollowUpFileFactory,
    OfficialFactory,
    OutcomeFactory,
    ReferralFactory,
    ReferralOutcomeFactory,
    RegionFactory,
    StepFactory,
    StepQuestionFactory,
    StepReplyFactory,
    finding,
)

pytestmark = pytest.mark.django_db
SENT, DUE = dt.date(2026, 3, 2), dt.date(2026, 3, 14)
HIDDEN = ["тайная заметка", "неотправленное письмо", "причина исправления", "закрытый ответ", "@example.org"]


@pytest.fixture
def chain():
    case = CaseFactory(published=True, children=[finding()])
    return ReferralFactory(case=Case.objects.get(pk=case.pk), note=HIDDEN[0])


@pytest.fixture
def step(chain):
    return StepFactory(referral=chain, sent_on=SENT, due_on=DUE, rule=DeadlineRuleFactory(), registration_no="ЗТ-17")


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def case_page(chain):
    return f"/en/cases/{chain.case.reference}/"


def remedies(chain):
    return f"{case_page(chain)}remedies/"


def test_silence_has_a_row_of_its_own_before_and_after_the_day(client, chain, step):
    ahead = timezone.localdate() + dt.timedelta(days=9)
    assert "No reply by 14.03.2026" in text(client, case_page(chain))
    type(step).objects.update(due_on=ahead)
    page = text(client, case_page(chain))
    assert f"Reply due by {ahead:%d.%m.%Y}" in page
    assert "No reply by" not in page


@pytest.mark.parametrize(
    ("received", "silence", "word"),
    [(DUE, False, "in time"), (DUE + dt.timedelta(days=1), True, "late: due by 14.03.2026")],
)
def test_a_reply_in_time_leaves_no_silence_and_a_late_one_does(client, chain, step, received, silence, word):
    StepReplyFactory(step=step, received_on=received)
    page = text(client, case_page(chain))
    assert ("No reply by 14.03.2026" in page) is silence
    assert word in page


def test_that_it_was_accepted_for_consideration_ends_no_silence(client, chain, step):
    StepReplyFactory(step=step, received_on=SENT, result=ReplyResult.ACCEPTED_FOR_CONSIDERATION)
    assert "No reply by 14.03.2026" in text(client, case_page(chain))


def test_the_reply_is_shown_question_by_question_with_its_public_file(client, chain, step):
    paper = FollowUpFileFactory(case=chain.case, is_public=True, title="Ответ на двух страницах")
    StepReplyFactory(step=step, file=paper, summary="Всё законно")
    StepQuestionFactory(step=step, text="Кто проверил?", quality=ReplyQuality.EVADED, note="Ни слова")
    for address in (case_page(chain), remedies(chain)):
        page = text(client, address)
        for words in ("ЗТ-17", "Кто проверил?", "Evaded", "Ни слова", "Всё законно", "Ответ на двух страницах"):
            assert words in page, (address, words)


def test_extension_transfer_and_outcome_are_told(client, chain, step):
    StepEvent.objects.create(step=step, kind=StepEventKind.EXTENDED, on=SENT, until=dt.date(2026, 4, 1), text="№ 5")
    StepEvent.objects.create(step=step, kind=StepEventKind.TRANSFERRED, on=SENT, text="Прокуратура")
    StepFactory(referral=chain, previous=step, origin=StepOrigin.TRANSFER, sent_on=SENT)
    ReferralOutcomeFactory(step=step, document="№ 12 от 12.05.2026")
    page = text(client, case_page(chain))
    assert "Term extended to 01.04.2026" in page
    assert "Passed on to another body" in page
    assert "No reply by" not in page
    assert "№ 12 от 12.05.2026" in page


def test_a_struck_entry_is_not_told(client, chain, step):
    event = StepEvent.objects.create(step=step, kind=StepEventKind.EXTENDED, on=SENT, until=dt.date(2026, 4, 1))
    StepEvent.objects.create(step=step, kind=StepEventKind.CORRECTED, on=SENT, text=HIDDEN[2], strikes=event)
    page = text(client, case_page(chain))
    assert "Term extended" not in page
    assert HIDDEN[2] not in page


def test_what_is_of_the_desk_stays_there(client, chain, step):
    StepFactory(referral=chain, sent_on=None, addressee_text=HIDDEN[1], note=HIDDEN[0])
    StepReplyFactory(step=step, file=FollowUpFileFactory(case=chain.case, title=HIDDEN[3]))
    for address in (case_page(chain), remedies(chain), "/en/outcomes/"):
        page = client.get(address).content.decode()
        assert not [secret for secret in HIDDEN if secret in page], address


def test_a_chain_with_nothing_sent_is_not_shown(client, chain):
    StepFactory(referral=chain, sent_on=None)
    assert "Where it was referred" not in text(client, case_page(chain))
    assert "Nothing was sent yet" in text(client, remedies(chain))


def test_remedies_count_letters_replies_and_silence(client, chain, step):
    StepReplyFactory(step=StepFactory(referral=chain, sent_on=SENT, due_on=DUE), received_on=DUE)
    page = text(client, remedies(chain))
    assert "Letters sent 2" in page
    assert "No reply by the legal date 1" in page


def test_remedies_of_what_is_not_public(client, chain, step, admin_user):
    address = remedies(chain)
    assert client.get(address.replace("KZ", "kz")).status_code == 301
    withdraw_case(case=chain.case, user=admin_user, reason="Источник ошибся")
    response = client.get(address)
    assert response.status_code == 410
    assert "ЗТ-17" not in response.content.decode()
    assert client.get("/en/cases/KZ-PAV-2026-9999/remedies/").status_code == 404


# The ledger ------------------------------------------------------------------------------------------


def made_outcomes(step):
    ReferralOutcomeFactory(step=step)
    ReferralOutcomeFactory(step=step, on=dt.date(2025, 5, 1))
    ReferralOutcomeFactory(
        step=step,
        outcome=OutcomeFactory(key="O-REM", name_ru="Замечание"),
        level=OutcomeLevel.PERSON,
        official=OfficialFactory(name_ru="Сейтказинов А."),
        document="Приказ № 41",
    )


def test_every_number_of_the_ledger_opens_its_records(client, step):
    made_outcomes(step)
    response = client.get("/en/outcomes/")
    for group in response.context["groups"]:
        for row in group["rows"]:
            assert client.get(row["url"]).context["page_obj"].paginator.count == row["count"], row
    for facet in response.context["facets"]:
        for option in facet["options"]:
            assert client.get(option["url"]).context["page_obj"].paginator.count == option["count"], option


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("outcome=O-FIX", 2),
        ("year=2025", 1),
        ("region=pav&year=2026", 2),
        ("outcome=O-NONE", 0),
        ("year=20x5", 3),
        ("year=0000&region=%27", 3),
    ],
)
def test_the_ledger_narrows_and_survives_nonsense(client, step, query, count):
    made_outcomes(step)
    assert client.get(f"/en/outcomes/?{query}").context["page_obj"].paginator.count == count


def test_a_personal_outcome_stands_with_its_act(client, step):
    made_outcomes(step)
    assert "Сейтказинов А. (en) · by the act: Приказ № 41" in text(client, "/en/outcomes/?outcome=O-REM")


def test_outcomes_of_withdrawn_records_are_not_counted(client, chain, step, admin_user):
    made_outcomes(step)
    withdraw_case(case=chain.case, user=admin_user, reason="Источник ошибся")
    assert client.get("/en/outcomes/").context["page_obj"].paginator.count == 0
    assert "Приказ" not in b"".join(client.get("/en/outcomes.csv").streaming_content).decode()


def test_the_table_of_outcomes_is_safe_for_spreadsheets(client, step):
    ReferralOutcomeFactory(step=step, document="=cmd|' /C calc'!A0")
    table = b"".join(client.get("/en/outcomes.csv?outcome=O-FIX").streaming_content).decode("utf-8-sig")
    assert "'=cmd" in table
    assert len(table.splitlines()) == 2


def test_queries_do_not_grow(client, step, django_assert_num_queries, django_assert_max_num_queries):
    ReferralOutcomeFactory(step=step)
    client.get("/en/outcomes/")
    for _ in range(2):
        with django_assert_max_num_queries(9):
            client.get("/en/outcomes/?year=2026")
        for _ in range(4):
            ReferralOutcomeFactory(step=step)


def test_remedies_take_as_many_queries_for_one_letter_as_for_many(client, chain, step):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    StepReplyFactory(step=step)
    StepQuestionFactory(step=step)
    ReferralOutcomeFactory(step=step)
    counts = []
    client.get(remedies(chain))
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(remedies(chain), {"n": len(counts)})
        counts.append(len(queries))
        for number in range(3):
            more = StepFactory(
                referral=ReferralFactory(case=chain.case), authority=AuthorityFactory(key=f"R-{number}"), sent_on=SENT
            )
            StepReplyFactory(step=more)
            StepQuestionFactory(step=more)
            ReferralOutcomeFactory(step=more)
    assert counts[0] == counts[1]


def test_the_region_of_an_outcome_is_that_of_its_record(client, step):
    RegionFactory(key="AST", name_ru="Астана")
    ReferralOutcomeFactory(step=step)
    assert client.get("/en/outcomes/?region=AST").context["page_obj"].paginator.count == 0
