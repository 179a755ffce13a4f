"""Beside each finding the body's words or its silence, whatever state they are in."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from monitoring.enums import FileState, FindingStatus, Moderation
from monitoring.models import BodyReply, Case, ReplyRequest
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    CaseFactory,
    EvidenceFileFactory,
    FollowUpFileFactory,
    ReplyRequestFactory,
    consultation,
    finding,
)
from monitoring.tests.replying import coordinator

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


def published(*findings):
    made = CaseFactory(children=[consultation(), *(findings or [finding()])], published=True)
    return Case.objects.get(pk=made.pk)


def asked(case, **changed):
    ReplyRequest.objects.filter(case=case).update(**changed)
    return case.reply_requests.get()


def replied(request, moderation=Moderation.SHOWN, **fields):
    fields = {"text": "Мы уведомили вовремя.", "name": "Ахметов Б.", "position": "Руководитель", **fields}
    return BodyReply.objects.create(request=request, moderation=moderation, **fields)


def page(client, case):
    return client.get(f"/en/cases/{case.reference}/")


def shown(client, case):
    """The text of the section about findings, and the chips of the head."""
    html = page(client, case).content.decode()
    section = html[html.index('id="findings"') : html.index('id="checklist"')]
    head = html[html.index("<h1") : html.index('id="timeline"')]
    return tuple(" ".join(re.sub(r"<[^>]+>", " ", part).replace("\xad", "").split()) for part in (section, head))


def test_nobody_asked(client):
    case = published()
    ReplyRequest.objects.all().delete()
    section, head = shown(client, case)
    assert "No reply asked yet" in section
    assert "no reply asked yet" in head


def test_silence_is_printed_as_silence(client):
    case = published()
    asked(case, sent_on=dt.date(2026, 3, 2), due_on=dt.date(2026, 3, 17))
    section, head = shown(client, case)
    assert "The body was asked on 2 March 2026 and had not replied by 17 March 2026." in section
    assert "no reply from the body" in head
    assert "no reply asked yet" not in head


def test_a_running_term_is_not_silence(client):
    case = published()
    asked(case, sent_on=dt.date(2026, 3, 2), due_on=dt.date(2099, 3, 17), published_sooner="Слушания завтра")
    section, head = shown(client, case)
    assert "may reply until 17 March 2099" in section
    assert "had not replied" not in section
    assert "Published before the term of the reply ended. Why: Слушания завтра" in section
    assert "reply awaited until 17 March 2099" in head


def test_the_last_day_is_the_bodys(client):
    case = published()
    asked(case, due_on=TODAY)
    assert "had not replied" not in shown(client, case)[0]


def test_a_reply_stands_beside_the_finding_with_who_and_when(client):
    case = published()
    request = asked(case, due_on=dt.date(2026, 3, 17))
    replied(request, received_at=dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC))
    section, head = shown(client, case)
    for expected in ("Мы уведомили вовремя.", "Ахметов Б.", f"Руководитель, {case.body}", "10 March 2026"):
        assert expected in section
    assert "after the term" not in section
    assert "Answered" in section
    assert "the body replied" in head


def test_a_late_reply_is_shown_with_its_date(client):
    case = published()
    replied(asked(case, due_on=dt.date(2026, 3, 17)), received_at=dt.datetime(2026, 3, 17, 19, 30, tzinfo=dt.UTC))
    assert "18 March 2026 · after the term, which ended on 17 March 2026" in shown(client, case)[0]


def test_several_replies_stand_one_under_another(client):
    case = published()
    request = asked(case)
    replied(request, text="Первый ответ")
    replied(request, text="Второй ответ")
    section, _head = shown(client, case)
    assert section.index("Первый ответ") < section.index("Второй ответ")


def test_words_in_another_language_are_marked(client):
    case = published()
    replied(asked(case), text="Біз уақытында хабарладық.", language="kk")
    assert '<p class="pre" lang="kk">Біз уақытында' in page(client, case).content.decode()


@pytest.mark.parametrize(
    ("moderation", "reason", "told", "word"),
    [
        (Moderation.WAITING, "", "It will stand here when it has been read", "being read"),
        (Moderation.REFUSED, "Оскорбления", "Why it is not shown: Оскорбления", "is not shown"),
    ],
)
def test_a_reply_that_is_not_shown_is_told_of(client, moderation, reason, told, word):
    case = published()
    replied(asked(case), moderation, text="Тайный текст", name="Тайное имя", moderation_reason=reason)
    section, head = shown(client, case)
    assert told in section
    assert "had not replied" not in section
    assert word in head
    assert "Тайн" not in page(client, case).content.decode()


def test_a_reply_to_one_finding_does_not_answer_another(client):
    one, other = finding(title="Первое"), finding(title="Второе")
    case = published(one, other)
    replied(asked(case), finding_uid=one.uid, text="О первом")
    section, head = shown(client, case)
    assert section.count("О первом") == 1
    assert "it replied, but said nothing of this" in section
    assert "the body replied to 1 of 2" in head


def test_a_changed_wording_is_told(client):
    case = published()
    asked(case).findings.update(title="Мягкое слово")
    assert "It was asked about: “Мягкое слово”" in shown(client, case)[0]


def test_a_later_status_written_by_people_wins(client):
    case = published(finding(status=FindingStatus.DISPUTED))
    replied(asked(case))
    section, _head = shown(client, case)
    assert "Disputed" in section
    assert "Answered" not in section


def test_a_cancelled_invitation_is_not_told_of(client):
    case = published()
    asked(case, cancelled_at=timezone.now())
    assert "No reply asked yet" in shown(client, case)[0]


def test_only_opened_files_with_a_safe_copy_are_listed(client):
    case = published()
    reply = replied(asked(case))
    ready, raw = EvidenceFileFactory(), EvidenceFileFactory(state=FileState.RECEIVED)
    reply.files.add(
        FollowUpFileFactory(case=case, file=ready, title="Газета", is_public=True),
        FollowUpFileFactory(case=case, file=ready, title="Тайная бумага"),
        FollowUpFileFactory(case=case, file=raw, title="Тайная копия", is_public=True),
    )
    html = page(client, case).content.decode()
    assert "Газета" in html
    assert "Тайная" not in html


def test_nothing_is_told_at_the_address_of_a_withdrawn_case(client):
    case = published()
    paper = FollowUpFileFactory(case=case, file=EvidenceFileFactory(), title="Газета", is_public=True)
    replied(asked(case)).files.add(paper)
    assert client.get(f"/en/files/{paper.uid}/").getvalue() == b"derivative bytes"
    withdraw_case(case=case, user=coordinator(), reason="Ошибка")
    assert "Ахметов" not in page(client, case).content.decode()
    assert client.get(f"/en/files/{paper.uid}/").status_code == 404


def test_script_in_a_reply_stays_text(client):
    case = published()
    evil = "<script>alert('x')</script>"
    replied(asked(case, published_sooner=evil), text=evil, name=evil, position=evil)
    assert evil not in page(client, case).content.decode()


def test_replies_cost_one_question_however_many_there_are(client, django_assert_num_queries):
    def case_of(replies, findings):
        case = published(*[finding(title=f"Признак {n}") for n in range(findings)])
        request = case.reply_requests.get()
        for _each in range(replies):
            paper = FollowUpFileFactory(case=case, file=EvidenceFileFactory(), is_public=True)
            replied(request).files.add(paper)
        ReplyRequestFactory(case=case, of=case.findings.all())
        return case

    from monitoring.presenters.case_replies import case_replies, reply_chip, reply_entries

    for case in (case_of(1, 1), case_of(3, 4)):
        case = Case.objects.with_record().get(pk=case.pk)
        findings = list(case.findings.all())
        with django_assert_num_queries(1):
            known = case_replies(case)
            for found in findings:
                reply_entries(found, known, TODAY)
            reply_chip(findings, known, TODAY)
